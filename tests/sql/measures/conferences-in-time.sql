-- Flow percentage: initial conferences held within 15 working days.
--
-- Of the initial child protection conferences held in the month, up to and with the day asked, that answer a strategy
-- discussion, the percentage held on or before the 15th working day after it. A strategy discussion asks for one when
-- it decided on section 47 enquiries; not when the enquiry is known to have ended without a conference, and not when
-- the child was on a protection plan on that day (its last day included); nor when an enquiry was open on the day
-- before that a discussion on its first day or the day before had begun: that one sets the clock. The first initial conference of the child
-- on or after the day of the discussion answers; one conference may answer several discussions. A discussion that
-- nothing has answered is not in this figure. A conference of an unknown kind on or before the due day might have been
-- the one: a later answer then cannot be told late.
-- By team: whose the child was on the due day, or on the day asked where that comes first.
WITH asked AS (
    SELECT s.owner AS child, s.date AS day,
        (SELECT min(d.day) FROM days d WHERE d.gone = (SELECT b.gone FROM days b WHERE b.day = s.date) + 15) AS due
    FROM "strategy-discussions" s
    WHERE s.date <= :as_at AND s.decision = 'section-47' AND coalesce(s.outcome, '') <> 'no-conference'
      AND NOT EXISTS (SELECT 1 FROM "protection-plans" p
                      WHERE p.owner = s.owner AND p.start <= s.date AND (p."end" IS NULL OR p."end" >= s.date))
      AND NOT EXISTS (SELECT 1 FROM "section-47-enquiries" q JOIN "strategy-discussions" b ON b.owner = q.owner
                      WHERE q.owner = s.owner AND q.start <= date(s.date, '-1 day')
                        AND (q."end" IS NULL OR q."end" >= date(s.date, '-1 day'))
                        AND b.decision = 'section-47' AND b.date BETWEEN date(q.start, '-1 day') AND q.start)
),
answered AS (
    SELECT a.*, (SELECT min(c.date) FROM conferences c
                 WHERE c.owner = a.child AND c.kind = 'initial' AND c.date BETWEEN a.day AND :as_at) AS done
    FROM asked a
),
counted AS (
    SELECT a.done <= a.due AS met,
        a.done > a.due AND EXISTS (SELECT 1 FROM conferences c
                                   WHERE c.owner = a.child AND c.kind IS NULL AND c.date BETWEEN a.day AND a.due) AS unknown,
        (SELECT h.team FROM holders h
         WHERE h.child = a.child AND h.start <= min(a.due, :as_at) AND (h."end" IS NULL OR h."end" > min(a.due, :as_at))
         ORDER BY h.start DESC, h.id DESC LIMIT 1) AS team
    FROM answered a
    WHERE a.done BETWEEN date(:as_at, 'start of month') AND :as_at
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    sum(unknown) AS cannot_tell
FROM counted
UNION ALL
SELECT 'team', team, sum(met), count(*), 100.0 * sum(met) / count(*), sum(unknown) FROM counted GROUP BY team;
