//! Importers: what is read, what is refused and why, and that nothing is lost on the way.

mod vocabulary;

#[test]
fn probe() {
    let text = std::fs::read_to_string("/work/shared/design/examples/vocabulary.care").unwrap();
    let v = vocabulary::read(&text);
    let request = duecare::import::LoadRequest { records: "/tmp/bench/10k".into(), ..Default::default() };
    let loaded = duecare::import::load(&request, v).unwrap();
    println!("{}", loaded.report);
}
