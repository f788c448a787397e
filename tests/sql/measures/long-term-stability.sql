-- Duration: children looked after for two and a half years, in one placement for two.
--
-- Of the periods of care open at the close of the day asked that had lasted at least 30 months by then, of children
-- under 16 on that day, the percentage whose child is in a placement that had lasted at least two years. Placements
-- that follow each other with the same carer are one: they touch or overlap (the next starts on the day after the last
-- one ended, or before), and the carer of both is known and the same. A placement without a known carer stands for
-- itself. A child whose day of birth is not known may or may not be under 16: that cannot be told, and is in the
-- denominator.
WITH care AS (
    SELECT c.id, c.owner AS child, k.born,
        k.born IS NOT NULL AND k.born <= :as_at
            -- Whole years at the start of the birthday; 29 February has its birthday on 1 March.
            AND date(k.born, '+16 years') <= :as_at AS is_older
    FROM "care-periods" c JOIN children k ON k.id = c.owner
    WHERE c.start <= :as_at AND (c."end" IS NULL OR c."end" > :as_at)
      AND date(c.start, '+30 months', 'floor') <= :as_at
),
piece AS (
    SELECT id, owner AS child, coalesce(carer, 'unknown ' || id) AS carer, start,
        CASE WHEN "end" <= :as_at THEN "end" ELSE '9999-12-31' END AS until
    FROM placements
    WHERE start <= :as_at AND ("end" IS NULL OR "end" >= start)
),
marked AS (
    SELECT *, max(until) OVER (PARTITION BY child, carer ORDER BY start, id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM piece
),
numbered AS (
    SELECT *, sum(before IS NULL OR start > date(before, '+1 day'))
                  OVER (PARTITION BY child, carer ORDER BY start, id) AS spell
    FROM marked
),
spells AS (
    SELECT child, min(start) AS start, max(until) AS until FROM numbered GROUP BY child, carer, spell
),
counted AS (
    SELECT c.born IS NOT NULL AND EXISTS (
            SELECT 1 FROM spells s WHERE s.child = c.child AND s.until > :as_at
                AND date(s.start, '+24 months', 'floor') <= :as_at) AS met,
        c.born IS NULL AS unknown
    FROM care c WHERE NOT c.is_older
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    sum(unknown) AS cannot_tell
FROM counted;
