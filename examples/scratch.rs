use duecare::text::*;
fn main() {
    let mut sources = Sources::default();
    let mut n = 0;
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = sources.add(&path, &text);
        let t = std::time::Instant::now();
        let (file, found) = duecare::lang::parse::parse(id, &text);
        println!("{path}: {} items, {} faults {:?}", file.items.len(), found.list.len(), t.elapsed());
        print!("{}", render_all(&sources, &found, Style::Plain));
        n += found.list.len();
    }
    println!("{n} faults");
}
