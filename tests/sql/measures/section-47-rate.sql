-- Rate: section 47 enquiries for every 10,000 children, twelve months.
--
-- The enquiries that started on the day asked or in the twelve months before it (the day twelve months after one
-- started is the last on which it counts), each enquiry once, for every 10,000 of the number of people under 18 that
-- the authority gives for that day: the latest given for that day or one before it.
WITH people AS (
    SELECT value FROM populations WHERE name = 'under-18-population' AND begins <= :as_at ORDER BY begins DESC LIMIT 1
),
counted AS (
    SELECT count(*) AS n FROM "section-47-enquiries"
    WHERE start <= :as_at AND date(start, '+12 months', 'floor') >= :as_at AND ("end" IS NULL OR "end" >= start)
)
SELECT '' AS split, NULL AS part, n AS numerator, value AS denominator, 10000.0 * n / value AS value, 0 AS cannot_tell
FROM counted, people;
