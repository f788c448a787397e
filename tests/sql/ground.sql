-- What the measures' SQL stands on, beside the exported tables (a table for each kind, named as the vocabulary does):
--   bank_holidays(day)              put in by the test from the calendar
--   populations(name, begins, value) put in by the test: so many people from that day on
-- Working Together counts working days: Monday to Friday without bank holidays. The day after is day 1, so the n-th
-- working day after a day is the first one up to which n more working days have gone by (n = `gone`).
CREATE TABLE days AS
WITH RECURSIVE every(day) AS (
    SELECT '2000-01-01'
    UNION ALL
    SELECT date(day, '+1 day') FROM every WHERE day < '2030-12-31'
)
SELECT day, sum(strftime('%w', day) NOT IN ('0', '6') AND day NOT IN (SELECT day FROM bank_holidays))
                OVER (ORDER BY day) AS gone
FROM every;
CREATE UNIQUE INDEX days_day ON days (day);
CREATE INDEX days_gone ON days (gone, day);

-- Who was responsible for a child on a day (`obligations.md` 6.15): of the allocations open at its close whose role
-- the authority counts, the one that started last, then the greatest id.
CREATE TABLE holders AS
SELECT owner AS child, id, start, "end", team FROM allocations WHERE role IN ('social-worker', 'personal-adviser');
CREATE INDEX holders_child ON holders (child, start, id);
