-- Rate: children in care for every 10,000 children.
--
-- The children with a period of care open at the close of the day asked (one that ends that day is closed) that is
-- known to be more than respite, each child once, for every 10,000 of the number of people under 18 that the authority
-- gives for that day: the latest given for that day or one before it.
WITH people AS (
    SELECT value FROM populations WHERE name = 'under-18-population' AND begins <= :as_at ORDER BY begins DESC LIMIT 1
),
counted AS (
    SELECT count(DISTINCT owner) AS n FROM "care-periods"
    WHERE start <= :as_at AND ("end" IS NULL OR "end" > :as_at) AND "respite-only" = 'no'
)
SELECT '' AS split, NULL AS part, n AS numerator, value AS denominator, 10000.0 * n / value AS value, 0 AS cannot_tell
FROM counted, people;
