//! The people who work for the authority.

use crate::calendar::Day;
use std::collections::BTreeMap;

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    SocialWorker,
    PersonalAdviser,
    TeamManager,
    ServiceManager,
    ReviewingOfficer,
    /// No person: the desk that holds families nobody has been found for.
    DutyDesk,
}

impl Role {
    /// The word the vocabulary uses.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Role::SocialWorker => "social-worker",
            Role::PersonalAdviser => "personal-adviser",
            Role::TeamManager => "team-manager",
            Role::ServiceManager => "service-manager",
            Role::ReviewingOfficer => "reviewing-officer",
            Role::DutyDesk => "duty-desk",
        }
    }

    /// The title the dataset holds.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Role::SocialWorker => "Social Worker",
            Role::PersonalAdviser => "Personal Adviser",
            Role::TeamManager => "Team Manager",
            Role::ServiceManager => "Service Manager",
            Role::ReviewingOfficer => "Independent Reviewing Officer",
            Role::DutyDesk => "Duty Desk",
        }
    }

    /// The code that allocations bear.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Role::PersonalAdviser => "PA",
            Role::ReviewingOfficer => "IRO",
            _ => "SW",
        }
    }
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) role: Role,
    pub(crate) team: usize,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) agency: bool,
    /// Until when a newly qualified worker counts as one.
    pub(crate) new_until: Option<Day>,
    /// Tenths of a full-time post.
    pub(crate) hours: u32,
}

/// All of them, by number.
#[derive(Debug, Default)]
pub(crate) struct Staff {
    people: Vec<Person>,
    posts: BTreeMap<(Role, usize), Vec<usize>>,
}

impl Staff {
    /// Takes a person on; the number.
    pub(crate) fn add(&mut self, person: Person) -> usize {
        let number = self.people.len();
        self.posts.entry((person.role, person.team)).or_default().push(number);
        self.people.push(person);
        number
    }

    /// A person by number.
    pub(crate) fn get(&self, number: usize) -> Option<&Person> {
        self.people.get(number)
    }

    /// Lets a person go.
    pub(crate) fn leave(&mut self, number: usize, day: Day) {
        if let Some(person) = self.people.get_mut(number) {
            person.until.get_or_insert(day);
        }
    }

    /// Everybody with their number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Person)> {
        self.people.iter().enumerate()
    }

    /// Who of a role was in a team on a day: the first found.
    pub(crate) fn on(&self, role: Role, team: usize, day: Day) -> Option<usize> {
        let there =
            |n: &&usize| self.get(**n).is_some_and(|p| p.from <= day && p.until.is_none_or(|u| u > day));
        self.posts.get(&(role, team)).and_then(|list| list.iter().find(there)).copied()
    }

    /// Those of a role there on a day.
    pub(crate) fn all_on(&self, role: Role, day: Day) -> Vec<usize> {
        let there = |p: &Person| p.role == role && p.from <= day && p.until.is_none_or(|u| u > day);
        self.iter().filter(|(_, p)| there(p)).map(|(n, _)| n).collect()
    }

    /// The id of a person in the files.
    pub(crate) fn id(&self, number: usize) -> String {
        match self.get(number).map(|p| p.role) {
            Some(Role::DutyDesk) => format!("DUTY{}", number + 1),
            _ => format!("W{}", number + 1),
        }
    }
}

/// The id of a team in the files.
pub(crate) fn team_id(team: usize) -> String {
    format!("T{:02}", team + 1)
}
