//! Tantivy as a side of the comparison: "tantivy-side index WORK" makes an index of WORK/corpus.tsv, "tantivy-side serve
//! WORK" answers the requests of `process-side.ts` about WORK/queries.tsv.

mod indexing;
mod searching;
mod tokens;

use searching::{Engine, Search, Strategy};
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

fn main() -> tantivy::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let work = Path::new(&arguments[2]);
    if arguments[1] == "index" { indexing::make_index(work) } else { serve(work) }
}

fn serve(work: &Path) -> tantivy::Result<()> {
    let mut engine = Engine::open(work)?;
    let queries = std::fs::read_to_string(work.join("queries.tsv"))?;
    let searches: Vec<Search> = queries.lines().map(Search::read).collect();
    for request in std::io::stdin().lock().lines() {
        let request = request?;
        let (kind, strategy) = request.split_once(' ').unwrap();
        let strategy = match strategy {
            "one" => Strategy::One,
            "two" => Strategy::Two,
            _ => Strategy::Auto,
        };
        let cpu = cpu_nanoseconds();
        let mut answer = Vec::new();
        for search in &searches {
            let start = Instant::now();
            let count = engine.run(search, strategy)?;
            answer.push(if kind == "count" { count } else { start.elapsed().as_nanos() as u64 }.to_string());
        }
        writeln!(std::io::stdout(), "{} {}", cpu_nanoseconds() - cpu, answer.join(" "))?;
    }
    Ok(())
}

/// Returns the processor time of this thread, which executes all queries.
fn cpu_nanoseconds() -> u64 {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    statistics.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or(0)
}
