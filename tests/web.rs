//! The service, asked in-process: what it answers, how it refuses, and what it never shows.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/engine.rs"]
mod engine_parts;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use duecare::demo::{Options, Profile, write_authority};
use duecare::import::{LoadRequest, load};
use duecare::lang::load_rules;
use duecare::service::{Engine, EngineParts, Handle, RuleFiles};
use duecare::web::{Limits, Service, router};
use engine_parts::parts;
use http_body_util::BodyExt;
use serde_json::Value;
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;

/// A small invented authority, judged once for all tests.
fn engine() -> Engine {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::named("default").unwrap();
    let options = Options { children: 80, seed: 7, last_day: None };
    let made = write_authority(&profile, folder.path(), &options).unwrap();
    let files = RuleFiles::carried();
    let read = load_rules(&files.care, &|name| files.other(name), None);
    let vocabulary = read.rules.as_ref().unwrap().vocabulary.clone();
    let request = LoadRequest { records: folder.path().to_owned(), ..LoadRequest::default() };
    let loaded = load(&request, vocabulary).unwrap();
    let parts = parts((files, read), None, loaded.caseload, made.last_day);
    Engine::new(EngineParts { authority: Some("Northmere".to_owned()), ..parts }, || ())
}

fn handle() -> Arc<Handle> {
    static HANDLE: OnceLock<Arc<Handle>> = OnceLock::new();
    HANDLE.get_or_init(|| Arc::new(Handle::new(engine()))).clone()
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

fn ask_of(app: Router, request: Request<Body>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = app.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    })
}

fn ask(request: Request<Body>) -> Answer {
    ask_of(router(Service::new(handle())), request)
}

fn get(address: &str) -> Answer {
    ask(Request::get(address).header("host", "127.0.0.1:8080").body(Body::empty()).unwrap())
}

fn post(address: &str, kind: &str, body: &str) -> Answer {
    let request = Request::post(address).header("content-type", kind).body(Body::from(body.to_owned()));
    ask(request.unwrap())
}

fn refused(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    for key in ["type", "title", "detail"] {
        assert!(problem[key].as_str().is_some_and(|t| !t.is_empty()), "{key}: {problem}");
    }
    problem
}

#[test]
fn breaches_are_listed_worst_first() {
    let answer = get("/v1/breaches?limit=1000");
    assert_eq!(answer.status, 200);
    let page = answer.json();
    let items = page["items"].as_array().unwrap();
    assert!(items.len() > 10);
    assert_eq!(page["total"].as_u64().unwrap() as usize, items.len());
    let keys: Vec<&String> = items[0].as_object().unwrap().keys().collect();
    let expected = [
        "child",
        "standard",
        "version",
        "severity",
        "verdict",
        "opened",
        "due",
        "done",
        "days_overdue",
        "team",
        "worker",
        "why",
        "subject",
    ];
    assert_eq!(keys, expected);
    let rank = |i: &Value| {
        let severity =
            ["critical", "high", "medium", "low"].iter().position(|s| i["severity"] == **s).unwrap();
        (severity, -i["days_overdue"].as_i64().unwrap_or(0))
    };
    assert!(items.is_sorted_by_key(rank));
}

#[test]
fn pages_follow_each_other_and_do_not_mix_runs() {
    let whole = get("/v1/breaches?limit=1000").json();
    let mut items = Vec::new();
    let mut next = Some(String::from("/v1/breaches?limit=7"));
    while let Some(address) = next {
        let page = get(&address).json();
        items.extend(page["items"].as_array().unwrap().clone());
        next = page["next"].as_str().map(|c| format!("/v1/breaches?limit=7&cursor={c}"));
    }
    assert_eq!(&items, whole["items"].as_array().unwrap());
    refused(&get("/v1/breaches?cursor=000000000000-7"), 409);
    refused(&get("/v1/breaches?cursor=x"), 400);
}

#[test]
fn a_list_can_be_had_as_csv() {
    let request = Request::get("/v1/breaches?limit=5").header("accept", "text/csv").body(Body::empty());
    let answer = ask(request.unwrap());
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.text.starts_with("child,standard,version,severity,verdict,opened,due,done,"));
    assert_eq!(answer.text.lines().count(), 6);
    let request = Request::get("/v1/breaches").header("accept", "application/xml").body(Body::empty());
    refused(&ask(request.unwrap()), 406);
}

#[test]
fn a_check_is_asked_as_at_the_services_own_day_only() {
    let list = "/v1/breaches?standard=not-in-the-future&verdict=all";
    let whole = get(list).json();
    assert!(whole["total"].as_u64().unwrap() > 0);
    let own = whole["as_at"].as_str().unwrap();
    assert_eq!(get(&format!("{list}&as_at={own}")).json()["total"], whole["total"]);
    let problem = refused(&get(&format!("{list}&as_at=2020-06-30")), 400);
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("`not-in-the-future` is a check of the data") && detail.contains(own),
        "{detail}"
    );
}

#[test]
fn a_team_has_its_own_list() {
    let teams = get("/v1/teams").json();
    let team = &teams["items"][0];
    let name = team["team"].as_str().unwrap();
    let page = get(&format!("/v1/teams/{name}/breaches?verdict=overdue&limit=1000")).json();
    assert_eq!(page["total"], team["overdue"]);
    assert!(page["items"].as_array().unwrap().iter().all(|i| i["team"] == *name));
    let problem = refused(&get("/v1/teams/nowhere/breaches"), 404);
    assert_eq!(problem["detail"], "there is no team `nowhere`");
}

#[test]
fn a_child_is_found_by_its_id_and_known_by_a_key() {
    let page = get("/v1/breaches?verdict=overdue&limit=1").json();
    let key = page["items"][0]["child"].as_str().unwrap();
    let child = get(&format!("/v1/children/{key}")).json();
    assert!(child["overdue"].as_u64().unwrap() >= 1);
    let all = get(&format!("/v1/children/{key}/obligations")).json();
    // Checks of the data are in no list that does not ask for them.
    let same = get(&format!("/v1/breaches?child={key}&verdict=all&limit=1000")).json();
    assert_eq!(child["obligations"], same["total"]);
    let cannot_tell = get(&format!("/v1/breaches?child={key}&verdict=cannot-tell")).json();
    assert_eq!(child["cannot_tell"], cannot_tell["total"]);
    assert_eq!(child["obligations"].as_u64().unwrap() as usize, all["items"].as_array().unwrap().len());
    let live = handle().current();
    let row = live.full.keys.row(key).unwrap();
    let id = live.book(&live.full).id(live.full.caseload.vocabulary.kind_named("child").unwrap(), row);
    let found = post("/v1/children/find", "application/json", &format!("{{\"id\": \"{id}\"}}"));
    assert_eq!(found.json()["key"], key);
    refused(&post("/v1/children/find", "application/json", "{\"id\": \"nobody\"}"), 404);
    refused(&post("/v1/children/find", "application/json", "nonsense"), 400);
    refused(&get("/v1/children/aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404);
    refused(&get(&format!("/v1/children/{id}")), 404);
}

#[test]
fn a_verdict_is_explained() {
    let page = get("/v1/breaches?verdict=overdue&limit=1").json();
    let (key, standard) = (&page["items"][0]["child"], &page["items"][0]["standard"]);
    let (key, standard) = (key.as_str().unwrap(), standard.as_str().unwrap());
    let all = get(&format!("/v1/explain?child={key}&standard={standard}&verdict=overdue")).json();
    let one = &all["items"][0];
    assert_eq!(one["obligation"]["standard"], standard);
    assert!(
        one["clause"]["file"].as_str().unwrap().ends_with(".care") && one["clause"]["line"].is_u64(),
        "{one}"
    );
    assert!(!one["clock"].as_array().unwrap().is_empty(), "{one}");
    assert!(one["closes"].is_string() && one["subject"]["row"].is_u64(), "{one}");
    assert!(one["subject"]["id"].is_null(), "the service gives no ids: {one}");
    refused(&get("/v1/explain"), 400);
    refused(&get("/v1/explain?child=nobody"), 404);
}

#[test]
fn measures_are_listed_and_shown_in_full() {
    let all = get("/v1/measures").json();
    let items = all["items"].as_array().unwrap();
    assert!(items.len() >= 100, "{}", items.len());
    let one = get("/v1/measures/child-in-need-seen").json();
    assert_eq!(items.iter().find(|m| m["measure"] == "child-in-need-seen"), Some(&one));
    // Counts, denominator and range belong together.
    let n = |key: &str| one["counts"][key].as_f64().unwrap();
    let counted = n("in_time") + n("breach_open") + n("breach_closed") + n("cannot_tell");
    assert_eq!(one["denominator"].as_f64().unwrap(), counted);
    assert!(one["numerator"].as_f64() <= one["denominator"].as_f64());
    assert!(one["figure"].as_str().unwrap().ends_with('%') && one["unit"] == "percent");
    assert!(one["targets"][0].as_str().unwrap().starts_with("green at least 90%"));
    // The teams' figures add up to the whole.
    let teams = one["by"].as_array().unwrap().iter().find(|b| b["by"] == "team").unwrap();
    let of = |g: &Value| g["denominator"].as_f64().unwrap();
    assert_eq!(teams["groups"].as_array().unwrap().iter().map(of).sum::<f64>(), counted);
    let team = teams["groups"][0]["group"].as_str().unwrap();
    let own = get(&format!("/v1/measures/child-in-need-seen?team={team}")).json();
    assert_eq!(own["denominator"], teams["groups"][0]["denominator"]);
    // A rate without a population says so, and is not 0.
    let rate = get("/v1/measures/protection-rate").json();
    assert_eq!(rate["missing"], "no population in the authority file: under-18-population");
    assert!(rate["figure"].is_null() && rate["value"].is_null());
    let series = get("/v1/measures/protection-plans?as_at=2021-02-28").json();
    assert_eq!(series["as_at"], "2021-02-28");
    assert_eq!(series["series"].as_array().unwrap().len(), 18);
    assert_eq!(series["series"][17]["figure"], series["figure"]);
    let asked = get("/v1/measures/protection-plans?as_at=2021-02-28&months=24").json();
    assert_eq!(asked["series"].as_array().unwrap().len(), 24);
    assert_eq!(asked["series"][6], series["series"][0]);
    refused(&get("/v1/measures?months=1"), 400);
}

#[test]
fn rates_are_of_children_first_and_each_standard_has_a_page() {
    let all = get("/v1/rates").json();
    let items = all["items"].as_array().unwrap();
    assert!(items.len() >= 40, "{}", items.len());
    let one = get("/v1/standards/child-in-need-visits/rates").json();
    assert_eq!(items.iter().find(|m| m["standard"] == "child-in-need-visits"), Some(&one["items"][0]));
    let periods = one["items"][0]["periods"].as_array().unwrap();
    assert_eq!(periods.len(), 2);
    let now = &periods[1];
    let n = |of: &str, key: &str| now[of][key].as_u64().unwrap();
    for of in ["subjects", "days"] {
        assert_eq!(n(of, "in_scope"), n(of, "in_time") + n(of, "out") + n(of, "cannot_tell"));
    }
    assert!(n("days", "in_scope") > n("subjects", "in_scope"));
    // A period of one's own: every team has a part of the whole, and none more than it.
    let of = |team: &str| {
        let address = format!("/v1/rates?standard=child-in-need-visits&since=2021-01-01&over=1{team}");
        let period = get(&address).json()["items"][0]["periods"][0].clone();
        assert_eq!(period["from"], "2021-01-01");
        period["subjects"]["in_scope"].as_u64().unwrap()
    };
    let whole = of("");
    let teams = get("/v1/teams").json();
    let names = teams["items"].as_array().unwrap().iter().filter_map(|t| t["team"].as_str());
    let parts: Vec<u64> = names.map(|team| of(&format!("&team={team}"))).collect();
    assert!(parts.iter().all(|n| *n < whole) && parts.iter().sum::<u64>() > 0, "{parts:?} of {whole}");
    let page = get("/standards/child-in-need-visits").text;
    let figure = now["subjects"]["rate"]["figure"].as_str().unwrap();
    for part in ["children in time on every day", figure, "<caption", "scope=\"row\"", "for each joined"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(get("/standards").text.contains("/standards/child-in-need-visits"));
    refused(&get("/v1/rates?standard=child-in-need-visit"), 404);
    refused(&get("/v1/rates?in=fortnight"), 404);
    refused(&get("/v1/rates?since=2031-01-01"), 404);
    refused(&get("/v1/rates?over=0"), 400);
    refused(&get("/v1/standards/nothing/rates"), 404);
    assert_eq!(
        refused(&get("/standards/child-in-need-visit"), 404)["help"],
        "did you mean `child-in-need-visits`?"
    );
}

#[test]
fn a_theme_has_a_sample_and_its_questions() {
    let themes = get("/v1/themes").json();
    let named = themes.as_array().unwrap().iter().filter(|t| t["theme"] == "voice-of-the-child");
    assert_eq!(named.count(), 1);
    let theme = get("/v1/themes/voice-of-the-child").json();
    let sample = theme["sample"].as_array().unwrap();
    let population = theme["population"].as_u64().unwrap() as usize;
    assert_eq!(sample.len(), population.min(24));
    assert_eq!(theme["questions"][0]["answer"], "one-of");
    let found = sample[0]["found"].as_array().unwrap();
    assert_eq!(found.len(), theme["standards"].as_array().unwrap().len());
    let key = sample[0]["record"].as_str().unwrap();
    assert_eq!(get(&format!("/v1/children/{key}")).status, 200);
    assert_eq!(get("/v1/themes/voice-of-the-child").json(), theme, "the same sample again");
    assert_eq!(get("/v1/themes/voice-of-the-child?seed=2").json()["seed"], 2);
}

#[test]
fn measures_and_themes_that_are_not_there_are_refused() {
    let problem = refused(&get("/v1/measures/child-in-need-sen"), 404);
    assert_eq!(problem["help"], "did you mean `child-in-need-seen`?");
    refused(&get("/v1/measures?as_at=yesterday"), 400);
    refused(&get("/v1/measures?team=nowhere"), 404);
    refused(&get("/v1/measures?verdict=met"), 400);
    refused(&get("/v1/themes/voice"), 404);
    refused(&get("/v1/themes/voice-of-the-child?seed=x"), 400);
}

#[test]
fn no_answer_holds_the_id_of_a_child() {
    let live = handle().current();
    let kind = live.full.caseload.vocabulary.kind_named("child").unwrap();
    let count = live.full.caseload.table(kind).unwrap().len();
    let ids: Vec<String> = (0..count).map(|row| live.book(&live.full).id(kind, row)).collect();
    for address in [
        "/",
        "/docs",
        "/v1/breaches?limit=1000&verdict=all",
        "/v1/teams",
        "/v1/standards",
        "/v1/measures",
        "/v1/rates?in=year",
        "/standards",
        "/standards/child-in-need-visits",
        "/v1/themes",
        "/v1/themes/voice-of-the-child",
        "/health",
    ] {
        let text = get(address).text;
        let shown = ids.iter().find(|id| text.split(|c: char| !c.is_alphanumeric()).any(|w| w == **id));
        assert_eq!(shown, None, "{address}");
    }
    let list = get("/v1/breaches?limit=1000&verdict=overdue,cannot-tell").json();
    let keys: std::collections::BTreeSet<&str> =
        list["items"].as_array().unwrap().iter().filter_map(|i| i["child"].as_str()).collect();
    assert!(keys.len() > 5);
    for key in keys.into_iter().take(8) {
        let text = get(&format!("/v1/explain?child={key}")).text;
        let shown = ids.iter().find(|id| text.split(|c: char| !c.is_alphanumeric()).any(|w| w == **id));
        assert_eq!(shown, None, "/v1/explain");
    }
}

#[test]
fn what_cannot_be_understood_is_refused_with_a_next_step() {
    let problem = refused(&get("/v1/breaches?as_at=31/03/2021"), 400);
    assert_eq!(problem["detail"], "`as_at` is no day");
    assert_eq!(problem["help"], "write it as 2026-01-05");
    let problem = refused(&get("/v1/breaches?standart=x"), 400);
    assert_eq!(problem["help"], "did you mean `standard`?");
    refused(&get("/v1/breaches?limit=0"), 400);
    refused(&get("/v1/breaches?limit=5&limit=6"), 400);
    refused(&get("/v1/breaches?verdict=latte"), 400);
    refused(&get("/v1/breaches?standard=no-such-standard"), 404);
    refused(&get("/v1/breaches?theme=no-such-theme"), 404);
    refused(&get("/v1/standards/no-such-standard"), 404);
    refused(&get("/v1/nothing"), 404);
    let request = Request::delete("/v1/breaches").body(Body::empty()).unwrap();
    refused(&ask(request), 405);
}

#[test]
fn a_day_and_what_was_known_change_the_list() {
    let now = get("/v1/breaches?verdict=all&limit=1").json();
    let before = get("/v1/breaches?verdict=all&limit=1&as_at=2020-06-30").json();
    assert_eq!(before["as_at"], "2020-06-30");
    assert!(before["total"].as_u64() < now["total"].as_u64());
    assert_ne!(before["run"], now["run"]);
    let known = get("/v1/breaches?verdict=all&limit=1&known_on=2020-12-31").json();
    assert_eq!(known["known_on"], "2020-12-31");
    assert!(known["total"].as_u64() < now["total"].as_u64());
}

#[test]
fn a_family_stands_under_an_opaque_key_that_no_child_has() {
    let text = "standard families-seen \"Families are seen\"\n  for each family\n  must have a visit in the last 1 week\n";
    let answer = post("/v1/check", "text/plain", text).json();
    let shown = answer["preview"][0]["newly"].as_array().unwrap().clone();
    assert!(shown.len() > 1, "{answer}");
    let mut keys: Vec<&str> = shown.iter().map(|b| b["subject"].as_str().unwrap()).collect();
    assert!(keys.iter().all(|key| key.len() == 26), "{keys:?}");
    assert!(shown.iter().all(|b| b["child"].is_null()), "{answer}");
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), shown.len(), "one a family");
    let children = get("/v1/breaches?verdict=all&limit=1000").json();
    let of = |key: &str| children["items"].as_array().unwrap().iter().any(|b| b["child"] == key);
    assert!(!keys.into_iter().any(of));
}

#[test]
fn a_rule_text_is_checked_and_tried() {
    let text = "standard my-visits \"Seen every three weeks\"\n  source \"local\"\n  severity high\n  \
                for each child-in-need-plan\n  must have a visit where child-seen is yes\n    every 3 weeks\n  \
                example \"in time\"\n    given child-in-need-plan from 4 January 2021\n    \
                as at 5 January 2021 expect due by 25 January 2021\n";
    let answer = post("/v1/check", "text/plain", text);
    assert_eq!(answer.status, 200, "{}", answer.text);
    let checked = answer.json();
    let errors = checked["faults"].as_array().unwrap().iter().filter(|f| f["level"] == "error").count();
    assert_eq!(errors, 0, "{checked}");
    let mine = &checked["preview"][0];
    assert_eq!((&mine["standard"], &mine["replaces"]), (&"my-visits".into(), &false.into()));
    let (caught, shown) = (mine["caught"].as_u64().unwrap(), mine["newly"].as_array().unwrap());
    assert!(caught > 0 && mine["newly_caught"] == caught && shown.len() as u64 == caught.min(50), "{mine}");
    assert!(shown.iter().all(|b| b["child"].as_str().is_some_and(|key| key.len() == 26)), "{mine}");
    assert!(shown.iter().all(|b| b["why"].as_str().is_some_and(|why| why.contains("due "))), "{mine}");
    assert_eq!(mine["verdicts"]["overdue"].as_u64().unwrap(), shown.len() as u64);
    let slip = post("/v1/check", "text/plain", &text.replace("child-seen", "child-sen")).json();
    assert_eq!(slip["faults"][0]["code"], "unknown-field");
    assert_eq!(slip["faults"][0]["line"], 5);
    assert_eq!(slip["preview"].as_array().unwrap().len(), 0);
    assert_eq!(slip["not_tried"], "there are errors to mend first");
    let draft = "standard child-in-need-visits \"Seen every week\"\n  for each child-in-need-plan\n  must have a visit every 1 week\n";
    let draft = post("/v1/check", "text/plain", draft).json();
    let week = &draft["preview"][0];
    assert!(week["replaces"] == true && week["live_verdicts"].is_object(), "{draft}");
    assert!(week["newly_caught"].as_u64() > week["no_longer_caught"].as_u64(), "{draft}");
    let elsewhere: Vec<&Value> =
        draft["faults"].as_array().unwrap().iter().filter(|f| f["level"] == "error").collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn what_is_no_rule_text_is_refused_before_it_is_tried() {
    refused(&post("/v1/check", "text/plain", " \n"), 400);
    refused(&post("/v1/check", "application/json", "{}"), 415);
    refused(&post("/v1/check?as_at=soon", "text/plain", "standard"), 400);
    let latin = Request::post("/v1/check").header("content-type", "text/plain");
    refused(&ask(latin.body(Body::from(vec![0x63, 0xe9])).unwrap()), 400);
}

#[test]
fn too_much_is_refused() {
    let small = Limits { body: 100, ..Limits::default() };
    let app = router(Service { limits: small, ..Service::new(handle()) });
    let body = "x".repeat(200);
    let request = Request::post("/v1/check").header("content-type", "text/plain");
    refused(&ask_of(app, request.header("content-length", "200").body(Body::from(body)).unwrap()), 413);
}

#[test]
fn other_host_names_are_refused() {
    let request = |host: &str| Request::get("/health").header("host", host).body(Body::empty()).unwrap();
    for own in ["localhost:8080", "127.0.0.1", "[::1]:8080"] {
        assert_eq!(ask(request(own)).status, 200, "{own}");
    }
    refused(&ask(request("evil.example")), 421);
    let open = Service { any_host: true, ..Service::new(handle()) };
    assert_eq!(ask_of(router(open), request("duecare.council.example")).status, 200);
}

#[test]
fn every_answer_has_the_headers_that_keep_it_private() {
    for address in ["/", "/v1/teams", "/v1/nothing", "/style.css"] {
        let answer = get(address);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{address}");
    }
}

#[test]
fn the_page_is_plain_and_accessible() {
    let page = get("/").text;
    for part in ["<!doctype html>", "lang=\"en", "<title>", "<h1", "<caption", "scope=\"col\"", "/docs"] {
        assert!(page.to_ascii_lowercase().contains(&part.to_ascii_lowercase()), "{part}\n{page}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn the_api_is_described_from_its_handlers() {
    let api = get("/openapi.json").json();
    let paths = api["paths"].as_object().unwrap();
    for path in [
        "/v1/breaches",
        "/v1/children/{key}",
        "/v1/children/find",
        "/v1/teams/{id}/breaches",
        "/v1/check",
        "/v1/measures",
        "/v1/measures/{id}",
        "/v1/rates",
        "/v1/standards/{id}/rates",
        "/v1/themes",
        "/v1/themes/{id}",
    ] {
        assert!(paths.contains_key(path), "{path}");
    }
    assert!(api["components"]["schemas"]["Problem"].is_object());
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            for (status, answer) in operation["responses"].as_object().unwrap() {
                let words = answer["description"].as_str().unwrap_or_default();
                assert!(!words.is_empty(), "{method} {path} {status}");
            }
        }
    }
}

#[test]
fn a_load_with_an_error_never_goes_live() {
    let handle = Handle::new(engine());
    let first = handle.current();
    handle.offer(Err("the rules have 2 errors".to_owned()));
    assert!(Arc::ptr_eq(&first, &handle.current()));
    assert_eq!(handle.status().refused.as_deref(), Some("the rules have 2 errors"));
    handle.offer(Ok(engine()));
    assert!(!Arc::ptr_eq(&first, &handle.current()));
    assert_eq!(handle.status().refused, None);
}

#[test]
fn a_return_is_checked_and_larger_than_other_bodies() {
    let none = " ".repeat(300 * 1024);
    let header = "<Header><CollectionDetails><Year>2026</Year><ReferenceDate>2026-03-30</ReferenceDate></CollectionDetails></Header>";
    let census = format!("<Message>{header}{none}<Children></Children></Message>");
    let answer = post("/v1/validate", "application/xml", &census);
    assert_eq!(answer.status, StatusCode::OK);
    let json = answer.json();
    let rules = json["rules"].as_array().unwrap();
    let first = rules.iter().find(|r| r["rule"] == "100").unwrap();
    assert_eq!(first["failing"][0]["cells"][0]["value"], "2026-03-30");
    refused(&post("/v1/validate", "application/xml", " "), 400);
    refused(&post("/v1/validate?return=xyz", "application/xml", &census), 404);
    refused(&post("/v1/validate?retrun=cin", "application/xml", &census), 400);
    refused(&post("/v1/check", "text/plain", &none), 413);
}

#[test]
fn a_limit_that_the_authority_has_not_set_is_said_by_the_service() {
    let reason = |id: &str| {
        let list = get("/v1/standards").json();
        let all = list.as_array().unwrap().iter();
        all.clone().find(|s| s["id"] == id).unwrap()["not_judged"].clone()
    };
    assert_eq!(reason("caseload"), "not set by this authority: limit");
    assert_eq!(reason("child-in-need-visits"), Value::Null);
    let rates = get("/v1/standards/caseload/rates").json();
    assert_eq!(rates["items"][0]["missing"], "not set by this authority: limit");
}
