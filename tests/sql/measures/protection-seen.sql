-- Snapshot percentage: children on a protection plan seen in the last two weeks.
--
-- Of the protection plans open at the close of the day asked that had lasted at least 14 days by then, the percentage
-- whose child was seen on a visit (of any kind) on that day or in the 14 days before it. A visit that does not say
-- whether the child was seen counts as neither: as long as it could have kept the child in time without a break, it
-- cannot be told, which is in the denominator. Before the plan had lasted 14 days nothing was asked, so of the visits
-- up to that day the latest alone matters.
-- By team: whose the child was on the last day in time (14 days after the child was last seen; for a child never seen
-- the day before the plan had lasted 14 days), or on the day asked where that comes first.
WITH RECURSIVE plan AS (
    SELECT id, owner AS child, date(start, '+14 days') AS asked_from
    FROM "protection-plans"
    WHERE start <= :as_at AND ("end" IS NULL OR "end" > :as_at) AND date(start, '+14 days') <= :as_at
),
seen AS (
    SELECT p.*, (SELECT max(v.date) FROM visits v
                 WHERE v.owner = p.child AND v."child-seen" = 'yes' AND v.date <= :as_at) AS last
    FROM plan p
),
asked AS (
    SELECT s.*, coalesce(date(last, '+14 days'), date(asked_from, '-1 day')) AS due FROM seen s
),
-- How far the visits that do not say could carry it.
carried(id, child, until) AS (
    SELECT a.id, a.child, max(a.due, coalesce((SELECT date(max(v.date), '+14 days') FROM visits v
        WHERE v.owner = a.child AND v."child-seen" IS NULL AND v.date <= a.asked_from
          AND v.date > coalesce(a.last, '')), ''))
    FROM asked a
    UNION
    SELECT c.id, c.child, date(v.date, '+14 days')
    FROM carried c JOIN asked a ON a.id = c.id
    JOIN visits v ON v.owner = c.child AND v."child-seen" IS NULL
    WHERE v.date > coalesce(a.last, '') AND v.date >= a.asked_from AND v.date <= min(c.until, :as_at)
),
counted AS (
    SELECT a.due >= :as_at AS met,
        a.due < :as_at AND (SELECT max(c.until) FROM carried c WHERE c.id = a.id) >= :as_at AS unknown,
        (SELECT h.team FROM holders h
         WHERE h.child = a.child AND h.start <= min(a.due, :as_at) AND (h."end" IS NULL OR h."end" > min(a.due, :as_at))
         ORDER BY h.start DESC, h.id DESC LIMIT 1) AS team
    FROM asked a
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    sum(unknown) AS cannot_tell
FROM counted
UNION ALL
SELECT 'team', team, sum(met), count(*), 100.0 * sum(met) / count(*), sum(unknown) FROM counted GROUP BY team;
