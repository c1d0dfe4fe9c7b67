//! Makes the index of the corpus: one segment, sorted by popularity, the most popular first.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::schema::{FAST, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexSettings, IndexSortByField, IndexWriter, Order, Result, TantivyDocument};

use crate::tokens::{length_of, register};

const BUFFER_BYTES: usize = 4_200_000_000;

pub fn make_index(work: &Path) -> Result<()> {
    let length = lines(work).map(|line| length_of(line.rsplit('\t').next().unwrap())).max().unwrap();
    fs::write(work.join("tantivy-length"), length.to_string())?;
    let folder = work.join("tantivy");
    fs::create_dir_all(&folder)?;
    let by_popularity = IndexSortByField { field: "popularity".into(), order: Order::Desc };
    let settings = IndexSettings { sort_by_field: Some(by_popularity), ..Default::default() };
    let index = Index::builder().schema(schema()).settings(settings).create_in_dir(&folder)?;
    register(&index, length);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, BUFFER_BYTES)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for line in lines(work) {
        writer.add_document(document(&index.schema(), &line))?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()
}

fn lines(work: &Path) -> impl Iterator<Item = String> {
    let file = fs::File::open(work.join("corpus.tsv")).unwrap();
    BufReader::with_capacity(1 << 20, file).lines().map(|line| line.unwrap())
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, option: IndexRecordOption, has_lengths: bool| {
        let indexing = TextFieldIndexing::default();
        let indexing = indexing.set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(has_lengths);
        TextOptions::default().set_indexing_options(indexing)
    };
    schema.add_text_field("all", text("frequencies", IndexRecordOption::WithFreqs, true));
    schema.add_text_field("body", text("whitespace", IndexRecordOption::WithFreqsAndPositions, false));
    schema.add_text_field("prefix", text("prefixes", IndexRecordOption::Basic, false));
    schema.add_text_field("fact", text("whitespace", IndexRecordOption::Basic, false));
    for name in ["id", "date", "popularity", "people", "event"] {
        schema.add_u64_field(name, FAST);
    }
    schema.build()
}

fn document(schema: &Schema, line: &str) -> TantivyDocument {
    let field = |name: &str| schema.get_field(name).unwrap();
    let cells: Vec<&str> = line.split('\t').collect();
    let mut document = TantivyDocument::default();
    for (name, cell) in ["id", "date", "popularity"].iter().zip(&cells) {
        document.add_u64(field(name), cell.parse().unwrap());
    }
    for text in &cells[3..6] {
        document.add_text(field("body"), text);
        document.add_text(field("prefix"), text);
    }
    document.add_text(field("fact"), cells[6]);
    for fact in cells[6].split(' ') {
        let (kind, value) = fact.split_once('=').unwrap();
        if kind == "event" || kind == "people" {
            document.add_u64(field(kind), value.parse().unwrap());
        }
    }
    document.add_text(field("all"), cells[7]);
    document
}
