-- Duration: how long assessments took.
--
-- The assessments authorised in the month, up to and with the day asked, by how many working days lie between the day
-- the assessment started and the day it was authorised: the day after the start is day 1, and the day of authorisation
-- is counted. Each band begins at its number: 0, 1, 11, 21, 31, 41, 46, 51, 61.
WITH done AS (
    SELECT (SELECT gone FROM days WHERE day = authorised) - (SELECT gone FROM days WHERE day = start) AS n
    FROM assessments
    WHERE start <= :as_at AND authorised BETWEEN date(:as_at, 'start of month') AND :as_at
      AND ("end" IS NULL OR "end" >= start)
),
banded AS (
    SELECT CASE WHEN n < 0 THEN 'under 0' WHEN n < 1 THEN '0 to under 1' WHEN n < 11 THEN '1 to under 11'
        WHEN n < 21 THEN '11 to under 21' WHEN n < 31 THEN '21 to under 31' WHEN n < 41 THEN '31 to under 41'
        WHEN n < 46 THEN '41 to under 46' WHEN n < 51 THEN '46 to under 51' WHEN n < 61 THEN '51 to under 61'
        ELSE '61 and over' END AS band
    FROM done
)
SELECT '' AS split, NULL AS part, count(*) AS numerator, count(*) AS denominator, count(*) AS value, 0 AS cannot_tell
FROM banded
UNION ALL
SELECT 'working days from the start to authorised', band, count(*), count(*), count(*), 0 FROM banded GROUP BY band;
