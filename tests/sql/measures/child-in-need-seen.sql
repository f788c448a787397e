-- Snapshot percentage: children in need in visit timescale now.
--
-- Of the child in need plans open at the close of the day asked, the percentage that are in time on that day. Plans
-- of one child that follow each other with no more than seven days between are one (a spell). As long as another may
-- yet follow, nothing is decided: the spell is still open, and stands as it stood on its last day. In a spell the
-- child is to be seen within four weeks of its first day, and then within four weeks of each visit at which it was
-- seen; the due day itself is in time. A visit on the first day counts.
--   An agreement on the interval for one child, in force from the later of the day it is from and the day it was
-- agreed to its last day, gives the interval of what begins while it is in force. One that begins while a due day is
-- running, and by that day, counts again from where the due day was counted from; any other change of the interval
-- (an agreement that ends) may only bring a due day forward, to the day of the change and the new interval.
--   A due day on which the child is abroad (not counting the day of return) is excused: from the next day on nothing
-- is owed and the plan is in no denominator, until the day of return, when it is counted anew from the day before;
-- visits before the return do not answer.
--   A visit that does not say whether the child was seen neither answers nor is nothing: as long as it could have kept
-- the child in time without a break it cannot be told, which is in the denominator.
-- By team: whose the child was on the due day, or on the day asked where that comes first.
WITH RECURSIVE agreed AS (
    SELECT agreement_id AS id, child_id AS child, max("from", coalesce(agreed, "from")) AS begins,
        coalesce(until, '9999-12-31') AS until,
        CASE WHEN value LIKE '% week%' THEN 7 * CAST(value AS INTEGER)
             WHEN value LIKE '% day%' THEN CAST(value AS INTEGER) END AS length
    FROM agreements
    WHERE standard = 'child-in-need-visits' AND setting = 'interval'
      AND max("from", coalesce(agreed, "from")) <= :as_at AND (until IS NULL OR until >= max("from", coalesce(agreed, "from")))
),
-- The days on which the interval of a child changes.
change AS (
    SELECT child, begins AS day FROM agreed
    UNION
    SELECT child, date(until, '+1 day') FROM agreed WHERE until < :as_at
),
-- The interval from each of those days on, and whether an agreement begins with it.
step AS (
    SELECT c.child, c.day, coalesce(a.length, 28) AS length, a.begins IS NOT NULL AND a.begins = c.day AS loosens
    FROM change c LEFT JOIN agreed a ON a.id = (
        SELECT b.id FROM agreed b WHERE b.child = c.child AND b.begins <= c.day AND b.until >= c.day
        ORDER BY b.begins DESC, b.id DESC LIMIT 1)
),
piece AS (
    SELECT id, owner AS child, start, CASE WHEN "end" <= :as_at THEN "end" ELSE '9999-12-31' END AS until
    FROM "child-in-need-plans"
    WHERE start <= :as_at AND ("end" IS NULL OR "end" >= start)
),
marked AS (
    SELECT *, max(until) OVER (PARTITION BY child ORDER BY start, id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM piece
),
numbered AS (
    SELECT *, sum(before IS NULL OR start > CASE WHEN before = '9999-12-31' THEN before ELSE date(before, '+8 days') END)
                  OVER (PARTITION BY child ORDER BY start, id) AS number
    FROM marked
),
spell AS (
    SELECT child || ' ' || number AS id, child, min(start) AS start, min(max(until), :as_at) AS judged
    FROM numbered GROUP BY child, number
    HAVING CASE WHEN max(until) = '9999-12-31' THEN 1 ELSE date(max(until), '+8 days') > :as_at END
),
-- Stays abroad that touch are one; the last day abroad is the one before the return.
away AS (
    SELECT owner AS child, start, CASE WHEN "end" <= :as_at THEN date("end", '-1 day') ELSE '9999-12-31' END AS last
    FROM "absences-abroad"
    WHERE start <= :as_at AND ("end" IS NULL OR "end" > start)
),
away_marked AS (
    SELECT *, max(last) OVER (PARTITION BY child ORDER BY start
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM away
),
away_numbered AS (
    SELECT *, sum(before IS NULL OR before <> '9999-12-31' AND start > date(before, '+1 day'))
                  OVER (PARTITION BY child ORDER BY start) AS number
    FROM away_marked
),
abroad AS (
    SELECT child, min(start) AS first, max(last) AS last FROM away_numbered GROUP BY child, number
),
seen AS (
    SELECT DISTINCT s.id AS spell, v.date AS day
    FROM spell s JOIN visits v ON v.owner = s.child
    WHERE v."child-seen" = 'yes' AND v.date BETWEEN s.start AND s.judged
),
-- One row for each due day as it stood: `opened` is the day from which it is owed, `answers` the first day that can
-- answer it, `counted` the day it is counted from, `changed` the last change of the interval that was looked at.
clock(spell, child, opened, answers, counted, changed, due) AS (
    SELECT id, child, start, start, start, start,
        date(start, '+' || coalesce((SELECT length FROM step WHERE step.child = spell.child AND day <= start
                                     ORDER BY day DESC LIMIT 1), 28) || ' days')
    FROM spell
    UNION ALL
    -- The interval changes while it runs, and before it is answered.
    SELECT c.spell, c.child, c.opened, c.answers, c.counted, s.day,
        CASE WHEN s.loosens AND s.day <= min(c.due, date(s.day, '+' || s.length || ' days'))
             THEN max(min(c.due, date(s.day, '+' || s.length || ' days')), date(c.counted, '+' || s.length || ' days'))
             ELSE min(c.due, date(s.day, '+' || s.length || ' days')) END
    FROM clock c JOIN step s ON s.child = c.child
    WHERE s.day = (SELECT min(n.day) FROM step n WHERE n.child = c.child AND n.day > c.changed) AND s.day <= c.due
      AND NOT EXISTS (SELECT 1 FROM seen v WHERE v.spell = c.spell AND v.day >= c.answers AND v.day < s.day)
    UNION ALL
    -- It is answered, and the visit opens the next.
    SELECT c.spell, c.child, v.day, date(v.day, '+1 day'), v.day, v.day,
        date(v.day, '+' || coalesce((SELECT length FROM step WHERE step.child = c.child AND day <= v.day
                                     ORDER BY day DESC LIMIT 1), 28) || ' days')
    FROM clock c JOIN seen v ON v.spell = c.spell
    WHERE v.day = (SELECT min(n.day) FROM seen n WHERE n.spell = c.spell AND n.day >= c.answers)
      AND NOT EXISTS (SELECT 1 FROM step s WHERE s.child = c.child AND s.day > c.changed AND s.day <= min(c.due, v.day))
      AND (v.day <= c.due OR NOT EXISTS (SELECT 1 FROM abroad a WHERE a.child = c.child AND c.due BETWEEN a.first AND a.last))
    UNION ALL
    -- It is excused on its due day, and counted anew on the day of return.
    SELECT c.spell, c.child, date(a.last, '+1 day'), date(a.last, '+1 day'), a.last, date(a.last, '+1 day'),
        max(date(a.last, '+1 day'), date(a.last, '+' || coalesce(
            (SELECT length FROM step WHERE step.child = c.child AND day <= date(a.last, '+1 day')
             ORDER BY day DESC LIMIT 1), 28) || ' days'))
    FROM clock c JOIN abroad a ON a.child = c.child AND c.due BETWEEN a.first AND a.last
    WHERE a.last < (SELECT judged FROM spell WHERE id = c.spell)
      AND NOT EXISTS (SELECT 1 FROM step s WHERE s.child = c.child AND s.day > c.changed AND s.day <= c.due)
      AND NOT EXISTS (SELECT 1 FROM seen v WHERE v.spell = c.spell AND v.day BETWEEN c.answers AND c.due)
),
-- What is owed now: the one opened last, with its due day after the last change.
now AS (
    SELECT l.*, s.judged
    FROM (SELECT *, row_number() OVER (PARTITION BY spell ORDER BY opened DESC, changed DESC) AS place FROM clock) l
    JOIN spell s ON s.id = l.spell
    WHERE l.place = 1
),
-- How far the visits that do not say could carry it.
carried(spell, child, until) AS (
    SELECT spell, child, due FROM now
    UNION
    SELECT c.spell, c.child, date(v.date, '+' || coalesce(
        (SELECT length FROM step WHERE step.child = c.child AND day <= v.date ORDER BY day DESC LIMIT 1), 28) || ' days')
    FROM carried c JOIN now n ON n.spell = c.spell
    JOIN visits v ON v.owner = c.child AND v."child-seen" IS NULL
    WHERE v.date BETWEEN n.answers AND min(c.until, n.judged)
),
counted AS (
    SELECT n.due >= n.judged AS met,
        n.due < n.judged AND (SELECT max(c.until) FROM carried c WHERE c.spell = n.spell) >= n.judged AS unknown,
        (SELECT h.team FROM holders h
         WHERE h.child = n.child AND h.start <= min(n.due, :as_at) AND (h."end" IS NULL OR h."end" > min(n.due, :as_at))
         ORDER BY h.start DESC, h.id DESC LIMIT 1) AS team
    FROM now n
    WHERE n.due >= n.judged
       OR NOT EXISTS (SELECT 1 FROM abroad a WHERE a.child = n.child AND n.due BETWEEN a.first AND a.last)
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    sum(unknown) AS cannot_tell
FROM counted
UNION ALL
SELECT 'team', team, sum(met), count(*), 100.0 * sum(met) / count(*), sum(unknown) FROM counted GROUP BY team;
