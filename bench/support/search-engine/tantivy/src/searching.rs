//! Executes the queries of the comparison: exact count, page of ids, most frequent values of facets.

use std::path::Path;
use tantivy::collector::sort_key::NaturalComparator;
use tantivy::collector::{Collector, TopDocs, TopNComputer};
use tantivy::columnar::Column;
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, ConstScoreQuery, EnableScoring, Occur, PhraseQuery, Query, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, ReloadPolicy, Result, Searcher, SegmentReader, TERMINATED, Term};

use crate::tokens::{K1, register};

const TOP: usize = 20;

/// A line of `queries.tsv`.
pub struct Search {
    words: Vec<String>,
    without: Vec<String>,
    facts: Vec<String>,
    phrase: Vec<String>,
    prefix: String,
    facets: Vec<String>,
    sort: String,
    page: usize,
    size: usize,
}

impl Search {
    pub fn read(line: &str) -> Search {
        let cells: Vec<&str> = line.split('\t').collect();
        let list = |cell: usize| cells[cell].split(' ').filter(|it| !it.is_empty()).map(String::from).collect();
        Search {
            words: list(0),
            without: list(1),
            facts: list(2),
            phrase: list(3),
            prefix: cells[4].into(),
            facets: list(5),
            sort: cells[6].into(),
            page: cells[7].parse().unwrap(),
            size: cells[8].parse().unwrap(),
        }
    }

    fn is_scored(&self) -> bool {
        self.sort == "best"
    }

    /// Whether it is one term, whose count the index knows.
    fn is_one_term(&self) -> bool {
        let terms = self.words.len() + self.facts.len() + usize::from(!self.prefix.is_empty());
        terms == 1 && self.phrase.is_empty() && self.without.is_empty()
    }
}

/// The ways to execute a query: `one` in one pass; `two` with a pass that counts and one that skips what cannot be on
/// the page; `auto` takes the second way only where it is usually the faster one.
#[derive(Clone, Copy, PartialEq)]
pub enum Strategy {
    Auto,
    One,
    Two,
}

/// BM25 with the average length that gives k1 for texts of one length.
struct Statistics {
    tokens: u64,
    searcher: Searcher,
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, _: Field) -> Result<u64> {
        Ok(self.tokens)
    }
    fn total_num_docs(&self) -> Result<u64> {
        Ok(self.searcher.num_docs())
    }
    fn doc_freq(&self, term: &Term) -> Result<u64> {
        self.searcher.doc_freq(term)
    }
}

struct Facet {
    name: &'static str,
    column: Column<u64>,
    counts: Vec<u32>,
}

pub struct Engine {
    searcher: Searcher,
    statistics: Statistics,
    all: Field,
    body: Field,
    prefix: Field,
    fact: Field,
    ids: Column<u64>,
    dates: Column<u64>,
    facets: Vec<Facet>,
    hits: Vec<u32>,
}

impl Engine {
    pub fn open(work: &Path) -> Result<Engine> {
        let length: usize = std::fs::read_to_string(work.join("tantivy-length"))?.parse().unwrap();
        let index = Index::open_in_dir(work.join("tantivy"))?;
        register(&index, length);
        let searcher = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
        assert_eq!(searcher.segment_readers().len(), 1);
        let field = |name: &str| index.schema().get_field(name).unwrap();
        let columns = searcher.segment_reader(0).fast_fields();
        let stored_length = searcher.segment_reader(0).get_fieldnorms_reader(field("all"))?.fieldnorm(0) as f64;
        // 1.2 * (0.25 + 0.75 * length / average) is k1.
        let average = stored_length * 0.75 / (K1 / 1.2 - 0.25);
        let tokens = (average * searcher.num_docs() as f64).round() as u64;
        let facet = |name, values| -> Result<Facet> { Ok(Facet { name, column: columns.u64(name)?, counts: vec![0; values] }) };
        Ok(Engine {
            all: field("all"),
            body: field("body"),
            prefix: field("prefix"),
            fact: field("fact"),
            ids: columns.u64("id")?,
            dates: columns.u64("date")?,
            facets: vec![facet("people", 20_000)?, facet("event", 30_000)?],
            hits: Vec::new(),
            statistics: Statistics { tokens, searcher: searcher.clone() },
            searcher,
        })
    }

    /// Returns the exact count, after it has also found the page and the facets.
    pub fn run(&mut self, search: &Search, strategy: Strategy) -> Result<u64> {
        let searcher = self.searcher.clone();
        let segment = searcher.segment_reader(0);
        let query = self.query(search);
        let (count, page) = if search.sort == "popular" || (search.is_scored() && !search.prefix.is_empty()) {
            // The index is in this order, and prefixes do not score.
            self.in_index_order(segment, query.as_ref(), search, strategy)?
        } else if !search.is_scored() {
            self.by_date(segment, query.as_ref(), search)?
        } else if self.is_pruned(search, strategy) {
            self.best_by_pruning(segment, query.as_ref(), search)?
        } else {
            self.best_by_scoring_all(segment, query.as_ref(), search)?
        };
        let _ids: Vec<u64> = page.iter().map(|document| self.ids.values.get_val(*document)).collect();
        if !search.facets.is_empty() {
            self.count_facets(&search.facets);
        }
        Ok(count)
    }

    fn is_pruned(&self, search: &Search, strategy: Strategy) -> bool {
        let is_simple = search.without.is_empty() && search.phrase.is_empty() && search.facts.is_empty();
        let wanted = strategy == Strategy::Two || (strategy == Strategy::Auto && is_simple);
        search.facets.is_empty() && (search.is_one_term() || wanted)
    }

    fn unscored(&self, query: &dyn Query) -> Result<Box<dyn Weight>> {
        query.weight(EnableScoring::disabled_from_searcher(&self.searcher))
    }

    fn scored(&self, query: &dyn Query) -> Result<Box<dyn Weight>> {
        query.weight(EnableScoring::enabled_from_statistics_provider(&self.statistics, &self.searcher))
    }

    fn in_index_order(
        &self,
        segment: &SegmentReader,
        query: &dyn Query,
        search: &Search,
        strategy: Strategy,
    ) -> Result<(u64, Vec<u32>)> {
        let limit = search.page * search.size;
        let weight = self.unscored(query)?;
        let mut documents = Vec::new();
        let mut count = 0;
        if strategy == Strategy::One && !search.is_one_term() {
            weight.for_each_no_score(segment, &mut |block| {
                count += block.len() as u64;
                let missing = limit - documents.len();
                documents.extend_from_slice(&block[..block.len().min(missing)]);
            })?;
        } else {
            count = weight.count(segment)? as u64;
            let mut hits = weight.scorer(segment, 1.0)?;
            let mut document = hits.doc();
            while document != TERMINATED && documents.len() < limit {
                documents.push(document);
                document = hits.advance();
            }
        }
        documents.drain(..(limit - search.size).min(documents.len()));
        Ok((count, documents))
    }

    fn by_date(&self, segment: &SegmentReader, query: &dyn Query, search: &Search) -> Result<(u64, Vec<u32>)> {
        let limit = search.page * search.size;
        let mut newest: TopNComputer<u32, u32, NaturalComparator> = TopNComputer::new_with_comparator(limit, NaturalComparator);
        let mut dates = [0; 1024];
        let mut count = 0;
        let mut least = -1;
        self.unscored(query)?.for_each_no_score(segment, &mut |block| {
            count += block.len() as u64;
            let dates = &mut dates[..block.len()];
            self.dates.values.get_vals(block, dates);
            for (date, document) in dates.iter().zip(block) {
                if *date as i64 <= least {
                    continue;
                }
                newest.push(*date as u32, *document);
                least = newest.threshold.map_or(least, |threshold| threshold as i64);
            }
        })?;
        Ok((count, page_of(newest.into_sorted_vec().into_iter().map(|hit| hit.doc), search)))
    }

    fn best_by_pruning(&self, segment: &SegmentReader, query: &dyn Query, search: &Search) -> Result<(u64, Vec<u32>)> {
        let scored = self.scored(query)?;
        let count = if search.is_one_term() { scored.count(segment)? } else { self.unscored(query)?.count(segment)? };
        let skipped = (search.page - 1) * search.size;
        let best = TopDocs::with_limit(search.size).and_offset(skipped).order_by_score();
        let found = best.collect_segment(scored.as_ref(), 0, segment)?;
        let page = best.merge_fruits(vec![found])?.into_iter().map(|(_, address)| address.doc_id).collect();
        Ok((count as u64, page))
    }

    fn best_by_scoring_all(
        &mut self,
        segment: &SegmentReader,
        query: &dyn Query,
        search: &Search,
    ) -> Result<(u64, Vec<u32>)> {
        let limit = search.page * search.size;
        let weight = self.scored(query)?;
        let keeps_hits = !search.facets.is_empty();
        let hits = &mut self.hits;
        hits.clear();
        let mut best: TopNComputer<f32, u32, NaturalComparator> = TopNComputer::new_with_comparator(limit, NaturalComparator);
        let mut least = f32::MIN;
        let mut count = 0;
        weight.for_each(segment, &mut |document, score| {
            count += 1;
            if keeps_hits {
                hits.push(document);
            }
            if score > least {
                best.push(score, document);
                least = best.threshold.unwrap_or(least);
            }
        })?;
        Ok((count, page_of(best.into_sorted_vec().into_iter().map(|hit| hit.doc), search)))
    }

    fn count_facets(&mut self, names: &[String]) {
        for facet in self.facets.iter_mut().filter(|facet| names.iter().any(|name| name == facet.name)) {
            for document in &self.hits {
                for value in facet.column.values_for_doc(*document) {
                    facet.counts[value as usize] += 1;
                }
            }
            let _top = most_frequent(&facet.counts);
            facet.counts.fill(0);
        }
    }

    /// Only words score; everything else filters.
    fn query(&self, search: &Search) -> Box<dyn Query> {
        let option = if search.is_scored() { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let filter = |query: Box<dyn Query>, score: f32| -> Box<dyn Query> {
            if search.is_scored() { Box::new(ConstScoreQuery::new(query, score)) } else { query }
        };
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in if search.phrase.is_empty() { &search.words } else { &search.phrase } {
            clauses.push((Occur::Must, term(self.all, word, option)));
        }
        if !search.phrase.is_empty() {
            let terms = search.phrase.iter().map(|word| Term::from_field_text(self.body, word)).collect();
            clauses.push((Occur::Must, filter(Box::new(PhraseQuery::new(terms)), 0.0)));
        }
        for fact in &search.facts {
            clauses.push((Occur::Must, filter(term(self.fact, fact, IndexRecordOption::Basic), 0.0)));
        }
        if !search.prefix.is_empty() {
            clauses.push((Occur::Must, filter(term(self.prefix, &search.prefix, IndexRecordOption::Basic), 1.0)));
        }
        if clauses.len() == 1 && search.without.is_empty() {
            return clauses.pop().unwrap().1;
        }
        for word in &search.without {
            clauses.push((Occur::MustNot, term(self.all, word, IndexRecordOption::Basic)));
        }
        Box::new(BooleanQuery::new(clauses))
    }
}

fn term(field: Field, text: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), option))
}

fn page_of(documents: impl Iterator<Item = u32>, search: &Search) -> Vec<u32> {
    documents.skip((search.page - 1) * search.size).take(search.size).collect()
}

fn most_frequent(counts: &[u32]) -> Vec<(u32, u32)> {
    let mut top: Vec<(u32, u32)> = Vec::with_capacity(TOP + 1);
    let mut least = 0;
    for (value, count) in counts.iter().enumerate() {
        if *count <= least {
            continue;
        }
        let place = top.partition_point(|(_, higher)| higher >= count);
        top.insert(place, (value as u32, *count));
        top.truncate(TOP);
        if top.len() == TOP {
            least = top[TOP - 1].1;
        }
    }
    top
}
