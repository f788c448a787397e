-- Look-back: referrals that repeat within 12 months.
--
-- Of the referrals in the month, up to and with the day asked, the percentage whose child had been referred before, on
-- an earlier day, in the twelve months before: the day twelve months after the earlier one still counts.
-- By team: whose the child was on the day of the referral.
WITH counted AS (
    SELECT EXISTS (SELECT 1 FROM referrals e
                   WHERE e.owner = r.owner AND e.date < r.date AND date(e.date, '+12 months', 'floor') >= r.date) AS met,
        (SELECT h.team FROM holders h
         WHERE h.child = r.owner AND h.start <= r.date AND (h."end" IS NULL OR h."end" > r.date)
         ORDER BY h.start DESC, h.id DESC LIMIT 1) AS team
    FROM referrals r
    WHERE r.date BETWEEN date(:as_at, 'start of month') AND :as_at
)
SELECT '' AS split, NULL AS part, sum(met) AS numerator, count(*) AS denominator, 100.0 * sum(met) / count(*) AS value,
    0 AS cannot_tell
FROM counted
UNION ALL
SELECT 'team', team, sum(met), count(*), 100.0 * sum(met) / count(*), 0 FROM counted GROUP BY team;
