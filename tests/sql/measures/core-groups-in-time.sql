-- Flow percentage: core groups held in time.
--
-- Of the meetings of a core group that fell due in the month, up to and with the day asked, the percentage held by
-- their due day. On each protection plan the first is due on the 10th working day after the plan began; each one held
-- sets the next, due six weeks after it. A meeting of the child counts from the day the plan began to the day it
-- ended, and answers once; what a meeting opens is answered from the day after. One held late is in the denominator,
-- and so is one still owed, or owed when the plan ended after its due day. A plan that ended on or before the due day
-- leaves nothing to hold: such a meeting is in no denominator, and one is not opened on the plan's last day.
-- By team: whose the child was on the due day.
WITH plan AS (
    SELECT id, owner AS child, start, CASE WHEN "end" <= :as_at THEN "end" END AS ended
    FROM "protection-plans"
    WHERE start <= :as_at AND ("end" IS NULL OR "end" >= start)
),
held AS (
    SELECT DISTINCT p.id AS plan, g.date AS day
    FROM plan p JOIN "core-groups" g ON g.owner = p.child
    WHERE g.date BETWEEN p.start AND coalesce(p.ended, :as_at)
),
owed AS (
    SELECT p.id AS plan,
        (SELECT min(d.day) FROM days d WHERE d.gone = (SELECT b.gone FROM days b WHERE b.day = p.start) + 10) AS due,
        (SELECT min(h.day) FROM held h WHERE h.plan = p.id) AS done
    FROM plan p
    UNION ALL
    SELECT h.plan, date(h.day, '+42 days'), (SELECT min(n.day) FROM held n WHERE n.plan = h.plan AND n.day > h.day)
    FROM held h JOIN plan p ON p.id = h.plan
    WHERE p.ended IS NULL OR h.day < p.ended
),
counted AS (
    SELECT o.done IS NOT NULL AND o.done <= o.due AS met,
        (SELECT a.team FROM holders a
         WHERE a.child = p.child AND a.start <= o.due AND (a."end" IS NULL OR a."end" > o.due)
         ORDER BY a.start DESC, a.id DESC LIMIT 1) AS team
    FROM owed o JOIN plan p ON p.id = o.plan
    WHERE o.due BETWEEN date(:as_at, 'start of month') AND :as_at
      AND (o.done IS NOT NULL OR p.ended IS NULL OR p.ended > o.due)
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    0 AS cannot_tell
FROM counted
UNION ALL
SELECT 'team', team, sum(met), count(*), 100.0 * sum(met) / count(*), 0 FROM counted GROUP BY team;
