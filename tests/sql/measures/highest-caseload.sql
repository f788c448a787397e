-- Caseload: the highest caseload.
--
-- Of the workers whose role is social worker, the greatest number of different children that one of them holds as
-- social worker at the close of the day asked. An allocation that ends that day is closed; who holds nobody holds 0.
-- The denominator is the number of workers looked at.
-- By service: that of the worker's own team.
WITH held AS (
    SELECT w.id AS worker, w.team, count(DISTINCT a.owner) AS n
    FROM workers w LEFT JOIN allocations a ON a.worker = w.id AND a.role = 'social-worker'
      AND a.start <= :as_at AND (a."end" IS NULL OR a."end" > :as_at)
    WHERE w.role = 'social-worker'
    GROUP BY w.id
)
SELECT '' AS split, NULL AS part, max(n) AS numerator, count(*) AS denominator, max(n) AS value, 0 AS cannot_tell
FROM held
UNION ALL
SELECT 'service', t.service, max(n), count(*), max(n), 0
FROM held h LEFT JOIN teams t ON t.id = h.team GROUP BY t.service;
