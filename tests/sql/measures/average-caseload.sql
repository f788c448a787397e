-- Caseload: children for each worker.
--
-- The mean, over the workers whose role is social worker and who hold at least one child as social worker at the close
-- of the day asked, of how many different children each holds then as social worker. An allocation that ends that day
-- is closed. The numerator is the children of all of them added up (a child that two hold counts for both).
-- By team: the worker's own.
WITH held AS (
    SELECT w.id AS worker, w.team, count(DISTINCT a.owner) AS n
    FROM workers w JOIN allocations a ON a.worker = w.id
    WHERE w.role = 'social-worker' AND a.role = 'social-worker'
      AND a.start <= :as_at AND (a."end" IS NULL OR a."end" > :as_at)
    GROUP BY w.id
)
SELECT '' AS split, NULL AS part, sum(n) AS numerator, count(*) AS denominator, 1.0 * sum(n) / count(*) AS value,
    0 AS cannot_tell
FROM held
UNION ALL
SELECT 'team', team, sum(n), count(*), 1.0 * sum(n) / count(*), 0 FROM held GROUP BY team
UNION ALL
SELECT 'service', t.service, sum(n), count(*), 1.0 * sum(n) / count(*), 0
FROM held h LEFT JOIN teams t ON t.id = h.team GROUP BY t.service;
