//! Agreements: a setting varied for one child.

use super::support::{report, ssd};
use duecare::calendar::{NEVER, parse_iso};
use duecare::import::Refusal;
use duecare::record::AgreementValue;

#[test]
fn agreements_are_read_and_the_unusable_refused() {
    let text = "agreement_id,child_id,setting,value,from,until,agreed,approved_by\n\
                1,C1,interval,12 weeks,2021-02-01,2021-08-01,2021-01-28,Head of service\n\
                2,C1,limit,22,,,2021-03-01,\n\
                3,,interval,12 weeks,2021-02-01,,2021-01-28,\n\
                4,C1,interval,often,2021-02-01,,2021-01-28,\n\
                5,C1,,12 weeks,2021-02-01,,2021-01-28,\n\
                6,C1,interval,12_weeks,2021-02-01,,,\n";
    let loaded = ssd(&[("ssd_person.csv", "pers_person_id\nC1\n"), ("agreements.csv", text)]);
    let r = report(&loaded, "agreements.csv");
    assert_eq!((r.read, r.kept, r.refused), (6, 2, 4));
    let reasons: Vec<_> = r.reasons.iter().map(|x| (x.0, x.1.first.clone())).collect();
    assert_eq!(
        reasons,
        [
            (Refusal::NoOwner, vec![4]),
            (Refusal::AgreementValue, vec![5, 6]),
            (Refusal::AgreementUndated, vec![7])
        ]
    );
    let [first, second] = loaded.caseload.agreements.as_slice() else { panic!("two agreements") };
    assert_eq!(first.begins(), parse_iso("2021-02-01").unwrap());
    assert_eq!(loaded.caseload.texts.text(first.setting), "interval");
    assert_eq!((second.value, second.until), (AgreementValue::Number(22.0), NEVER));
    assert_eq!(second.begins(), parse_iso("2021-03-01").unwrap());
}
