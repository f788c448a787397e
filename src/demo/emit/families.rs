//! Children, families, homes; who is restricted; who is a mother.

use super::Scene;
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::life::{Household, Kid};
use crate::demo::profile::{Knob, Story};
use crate::demo::sheet::Book;

/// The rows of a family and its children.
pub(crate) fn write(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    book.put(
        "family_extra",
        &[("family_id", (&house.id).into()), ("locality", house.locality.as_str().into())],
    );
    let restricted = restricted(book, scene, house, chance);
    for kid in &house.kids {
        person(book, scene, house, kid, chance);
        if let Some((reason, from)) = restricted {
            book.put(
                "restricted",
                &[
                    ("child_id", (&kid.id).into()),
                    ("reason", reason.into()),
                    ("from", from.into()),
                    ("review_date", (from + 90).into()),
                ],
            );
        }
    }
}

fn restricted(
    book: &Book,
    scene: &Scene,
    house: &Household,
    chance: &mut Chance,
) -> Option<(&'static str, Day)> {
    let adopted = house.story == Story::Adoption;
    let first = adopted && book.rows("restricted") == 0;
    (chance.hit(scene.world.knob(Knob::Restricted)) || first).then(|| {
        let reason = match adopted {
            true => "adoption",
            false => chance.word(&["staff-conflict", "high-profile", "high-risk"]),
        };
        (reason, scene.world.diary.back(scene.world.last - chance.between(5, 200)))
    })
}

fn person(book: &mut Book, scene: &Scene, house: &Household, kid: &Kid, chance: &mut Chance) {
    let last = scene.world.last;
    let born = kid.birth <= last && !chance.hit(scene.world.knob(Knob::BornUnknown));
    let expected = house.story == Story::Unborn;
    let alone = house.story == Story::Unaccompanied;
    let in_care = house.openings.iter().any(|o| !o.cares.is_empty());
    let id = || (&kid.id).into();
    book.put(
        "ssd_person",
        &[
            ("pers_person_id", id()),
            ("pers_sex", kid.sex.into()),
            (
                "pers_gender",
                match kid.sex {
                    "F" => "02",
                    "M" => "01",
                    _ => "09",
                }
                .into(),
            ),
            ("pers_ethnicity", (!chance.percent(2)).then_some(kid.ethnicity).into()),
            ("pers_dob", born.then_some(kid.birth).into()),
            ("pers_expected_dob", expected.then_some(kid.birth + chance.between(-9, 9)).into()),
            ("pers_upn_unknown", (kid.birth > last - 1460).then_some("UN1").into()),
            ("pers_send_flag", (kid.disabled && chance.percent(45)).into()),
        ],
    );
    let row = book.id("FM");
    book.put(
        "ssd_family",
        &[("fami_table_id", (&row).into()), ("fami_family_id", (&house.id).into()), ("fami_person_id", id())],
    );
    let immunised = in_care.then(|| chance.hit(scene.world.knob(Knob::Immunised)));
    book.put(
        "child_extra",
        &[
            ("child_id", id()),
            ("family_id", (&house.id).into()),
            ("locality", house.locality.as_str().into()),
            ("disabled", kid.disabled.into()),
            ("immunised", immunised.into()),
            ("unaccompanied", alone.into()),
        ],
    );
    if let Some(immunised) = immunised {
        book.put(
            "ssd_cla_immunisations",
            &[
                ("clai_person_id", id()),
                ("clai_immunisations_status", immunised.into()),
                (
                    "clai_immunisations_status_date",
                    scene.world.diary.back(last - chance.between(3, 300)).into(),
                ),
            ],
        );
    }
    let known = house.openings.first().map_or(scene.world.first, |o| o.referral);
    // No real postcode begins with ZZ.
    let postcode =
        format!("ZZ{} {}{}", chance.between(1, 19), chance.between(1, 9), chance.word(&["AA", "BD", "QX"]));
    let row = book.id("AD");
    book.put(
        "ssd_address",
        &[
            ("addr_table_id", (&row).into()),
            ("addr_person_id", id()),
            ("addr_address_type", "Home".into()),
            ("addr_address_start_date", kid.birth.max(known - chance.between(30, 900)).min(last).into()),
            ("addr_address_postcode", postcode.into()),
        ],
    );
    if kid.disabled {
        let row = book.id("DI");
        book.put(
            "ssd_disability",
            &[
                ("disa_table_id", (&row).into()),
                ("disa_person_id", id()),
                ("disa_disability_code", chance.word(&["LD", "AUT", "MOB", "COMM", "BEH"]).into()),
            ],
        );
    }
    if alone {
        let from = house.openings.last().map_or(known, |o| o.referral);
        let row = book.id("IM");
        book.put(
            "ssd_immigration_status",
            &[
                ("immi_immigration_status_id", (&row).into()),
                ("immi_person_id", id()),
                ("immi_immigration_status_start_date", from.into()),
                ("immi_immigration_status", "UASC".into()),
            ],
        );
    }
}

/// Young mothers known in their own right: each is the mother of a child that is waited for.
pub(crate) fn mothers(book: &mut Book, scene: &Scene, families: &[Household]) {
    let old_enough = |k: &&Kid, child: &Kid| k.sex == "F" && add_months(k.birth, 12 * 15) < child.birth;
    let mut waited = families.iter().filter(|h| h.story == Story::Unborn).flat_map(|h| &h.kids).step_by(3);
    let mut child = waited.next();
    for kid in families.iter().flat_map(|h| &h.kids) {
        let Some(baby) = child.filter(|c| old_enough(&kid, c)) else { continue };
        let row = book.id("MO");
        book.put(
            "ssd_mother",
            &[
                ("moth_table_id", (&row).into()),
                ("moth_person_id", (&kid.id).into()),
                ("moth_childs_person_id", (&baby.id).into()),
                ("moth_childs_dob", scene.world.seen(baby.birth).into()),
            ],
        );
        child = waited.next();
    }
}
