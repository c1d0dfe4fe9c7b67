//! How the texts of the corpus become terms.

use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The corpus has BM25F frequencies times ten; they are kept times five, because a term is repeated so often.
const SCALE: f64 = 0.5;
/// k1 of 1.2 times the sum of an average word (3), as it is scaled.
pub const K1: f64 = 3.6 * 10.0 * SCALE;
const PREFIX_MIN: usize = 3;
const PREFIX_MAX: usize = 6;
/// No word of the corpus.
const PADDING: &str = "\u{1}";

/// Registers the tokenizers. `length` is that of the longest text of `term|frequency` pairs.
pub fn register(index: &Index, length: usize) {
    index.tokenizers().register("frequencies", Frequencies { length });
    index.tokenizers().register("prefixes", Prefixes);
}

/// Returns how often a term is repeated for a frequency of the corpus.
fn repetitions(frequency: &str) -> usize {
    let frequency: f64 = frequency.parse().unwrap();
    ((frequency * SCALE).round() as usize).max(1)
}

/// Returns the number of tokens of a text of pairs.
pub fn length_of(text: &str) -> usize {
    text.split(' ').map(|pair| repetitions(pair.split_once('|').unwrap().1)).sum()
}

/// Repeats each term of `term|frequency` pairs, then pads the text, so that all texts have one length.
#[derive(Clone)]
struct Frequencies {
    length: usize,
}

struct FrequencyStream<'a> {
    pairs: std::str::Split<'a, char>,
    repetitions: usize,
    left: usize,
    token: Token,
}

impl Tokenizer for Frequencies {
    type TokenStream<'a> = FrequencyStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> FrequencyStream<'a> {
        let token = Token { position: 0, ..Default::default() };
        FrequencyStream { pairs: text.split(' '), repetitions: 0, left: self.length, token }
    }
}

impl TokenStream for FrequencyStream<'_> {
    fn advance(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        if self.repetitions == 0 {
            let (term, count) = match self.pairs.next() {
                Some(pair) => pair.split_once('|').map(|(term, f)| (term, repetitions(f))).unwrap(),
                None => (PADDING, self.left),
            };
            self.token.text.clear();
            self.token.text.push_str(term);
            self.repetitions = count;
        }
        self.repetitions -= 1;
        self.left -= 1;
        true
    }
    fn token(&self) -> &Token {
        &self.token
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The beginnings of words.
#[derive(Clone)]
struct Prefixes;

struct PrefixStream<'a> {
    words: std::str::Split<'a, char>,
    word: &'a str,
    length: usize,
    token: Token,
}

impl Tokenizer for Prefixes {
    type TokenStream<'a> = PrefixStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> PrefixStream<'a> {
        let token = Token { position: 0, ..Default::default() };
        PrefixStream { words: text.split(' '), word: "", length: PREFIX_MIN, token }
    }
}

impl TokenStream for PrefixStream<'_> {
    fn advance(&mut self) -> bool {
        while self.length > PREFIX_MAX.min(self.word.len()) {
            let Some(word) = self.words.next() else { return false };
            self.word = word;
            self.length = PREFIX_MIN;
        }
        self.token.text.clear();
        self.token.text.push_str(&self.word[..self.length]);
        self.length += 1;
        true
    }
    fn token(&self) -> &Token {
        &self.token
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
