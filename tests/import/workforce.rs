//! The social work workforce census: workers, their posts, and what it cannot hold.

use super::support::{folder, load_from, records, report};
use duecare::import::{AuthorityFile, LoadRequest, Loaded, SourceKind, load};

const CENSUS: &str = "<Message>
<Header><CollectionDetails><Collection>CSWW</Collection></CollectionDetails></Header>
<LALevelVacancies><NumberOfVacancies>3.5</NumberOfVacancies></LALevelVacancies>
<CSWWWorker><AgencyWorker>1</AgencyWorker><SWENo>AB1</SWENo><FTE>0.5</FTE><OrgRole>5</OrgRole>
  <RoleStartDate>2020-04-01</RoleStartDate><RoleEndDate>2022-09-01</RoleEndDate><Cases30>4</Cases30></CSWWWorker>
<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>AB2</SWENo><FTE>1.5</FTE><OrgRole>2</OrgRole>
  <RoleStartDate>2021-02-30</RoleStartDate></CSWWWorker>
<CSWWWorker><AgencyWorker>2</AgencyWorker><SWENo>AB1</SWENo><OrgRole>9</OrgRole></CSWWWorker>
<CSWWWorker><AgencyWorker>0</AgencyWorker><FTE>1</FTE></CSWWWorker>
</Message>";

fn loaded(text: &str) -> Loaded {
    let folder = folder(&[("workers.xml", text)]);
    load_from(SourceKind::Auto, folder.path()).unwrap_or_else(|e| panic!("{e}"))
}

fn without_ids(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|r| r.split_once(" of ").unwrap().1.to_owned()).collect()
}

#[test]
fn workers_and_their_posts_are_read() {
    let loaded = loaded(CENSUS);
    assert_eq!(loaded.report.source, "workforce-census");
    assert_eq!(
        records(&loaded.caseload, "worker"),
        ["AB1 role=social-worker full-time-share=0.5", "AB2 full-time-share~1.5"]
    );
    assert_eq!(
        without_ids(records(&loaded.caseload, "employment")),
        [
            "AB1 2020-04-01..2022-09-01 contract=agency role=social-worker",
            "AB1 .. contract~2",
            "AB2 .. contract=permanent",
        ]
    );
}

#[test]
fn rows_and_values_are_counted() {
    let loaded = loaded(CENSUS);
    let r = report(&loaded, "workers.xml");
    // A worker with two posts is one worker; the second post is kept.
    assert_eq!((r.read, r.kept, r.refused), (4, 3, 1));
    assert_eq!(r.reasons[0].0.code(), "no-id");
    let columns: Vec<_> =
        r.columns.iter().map(|c| (c.column.as_str(), c.changed, c.unreadable.first.clone())).collect();
    assert_eq!(
        columns,
        [
            ("OrgRole", 1, vec![8]),
            ("FTE", 0, vec![6]),
            ("RoleStartDate", 0, vec![7]),
            ("AgencyWorker", 0, vec![8])
        ]
    );
    let unread = "known, but held by no kind of record: Cases30 1, LALevelVacancies 1, NumberOfVacancies 1";
    assert!(r.notes.contains(&unread.to_owned()), "{:?}", r.notes);
    let kinds: Vec<&str> = loaded.report.provides.iter().map(|p| p.kind.as_str()).collect();
    assert_eq!(kinds, ["worker", "employment"]);
}

#[test]
fn an_authority_says_what_its_roles_mean() {
    let folder = folder(&[("workers.xml", CENSUS)]);
    let text = "name = \"Anywhere\"\n[codes.csww.OrgRole]\n2 = \"service-manager\"\n5 = \"wizard\"\n";
    let (file, faults) = AuthorityFile::parse("a.toml", text, &mut duecare::text::Sources::default());
    assert!(!faults.has_errors(), "{:?}", faults.list);
    let request = LoadRequest {
        from: SourceKind::Format("workforce-census"),
        records: folder.path().to_owned(),
        codes: file.codes,
        ..LoadRequest::default()
    };
    let loaded = load(&request, super::vocabulary()).unwrap();
    assert_eq!(
        records(&loaded.caseload, "worker"),
        ["AB1 full-time-share=0.5 role~5", "AB2 role=service-manager full-time-share~1.5"]
    );
}

#[test]
fn the_censuses_are_told_apart() {
    let folder = folder(&[("workers.xml", CENSUS)]);
    let loaded = load_from(SourceKind::Format("cin-census"), folder.path()).unwrap();
    let failed = report(&loaded, "workers.xml").failed.clone().unwrap();
    assert!(failed.contains("it is no children in need census: there is no `Children` in it"), "{failed}");
}
