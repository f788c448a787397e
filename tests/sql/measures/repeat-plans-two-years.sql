-- Look-back: protection plans within two years of an earlier one ending.
--
-- Of the protection plans that started in the month, up to and with the day asked, the percentage whose child had been
-- on another that started earlier and ended on or before that day, not more than two years before: the second
-- anniversary of its end still counts.
WITH counted AS (
    SELECT EXISTS (SELECT 1 FROM "protection-plans" e
                   WHERE e.owner = p.owner AND e.start < p.start AND e."end" >= e.start AND e."end" <= p.start
                     AND date(e."end", '+24 months', 'floor') >= p.start) AS met
    FROM "protection-plans" p
    WHERE p.start BETWEEN date(:as_at, 'start of month') AND :as_at AND (p."end" IS NULL OR p."end" >= p.start)
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    0 AS cannot_tell
FROM counted;
