//! Messages: a sentence in Korean and in English with named gaps, e.g. `{date}`.

use serde::Deserialize;

use crate::Text;

/// A key of `messages.toml` or `sources.toml`, with its place in the file that names it.
pub(super) type Key = toml::Spanned<String>;

/// One message as it is written in `messages.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Message {
    pub(super) ko: toml::Spanned<String>,
    pub(super) en: toml::Spanned<String>,
}

impl Message {
    pub(super) fn fill(&self, words: &Words) -> Text {
        Text::new(
            words.fill(self.ko.get_ref(), |text| &text.ko),
            words.fill(self.en.get_ref(), |text| &text.en),
        )
    }
}

/// What fills the gaps of a message, in both languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<(&'static str, Text)>);

impl Words {
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Adds a word that reads the same in both languages: a number, a vendor's own words.
    pub(super) fn with(self, gap: &'static str, word: impl ToString) -> Self {
        let word = word.to_string();
        self.with_text(gap, Text::new(word.clone(), word))
    }

    pub(super) fn with_text(mut self, gap: &'static str, text: Text) -> Self {
        self.0.push((gap, text));
        self
    }

    fn fill(&self, template: &str, language: fn(&Text) -> &String) -> String {
        let mut filled = String::with_capacity(template.len());
        for piece in pieces(template) {
            match piece {
                Piece::Plain(text) => filled.push_str(text),
                Piece::Gap(name) => {
                    let word = self.0.iter().find(|(gap, _)| *gap == name);
                    filled.push_str(word.map_or("", |(_, text)| language(text)));
                }
            }
        }
        filled
    }
}

enum Piece<'a> {
    Plain(&'a str),
    Gap(&'a str),
}

/// Why a template cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OpenBrace;

/// The names of the gaps of a template, in order of appearance.
pub(super) fn gaps(template: &str) -> Result<Vec<&str>, OpenBrace> {
    let balanced = template.matches('{').count() == template.matches('}').count();
    let names: Vec<&str> = pieces(template)
        .filter_map(|piece| match piece {
            Piece::Gap(name) => Some(name),
            Piece::Plain(_) => None,
        })
        .collect();
    let written = template.matches('{').count();
    if balanced && names.len() == written { Ok(names) } else { Err(OpenBrace) }
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) =
            rest.strip_prefix('{').and_then(|inside| inside.split_once('}'))
        {
            rest = after;
            return Some(Piece::Gap(name));
        }
        // A brace that opens nothing is plain text; `gaps` refuses such a template at load.
        let from = rest.len() - rest.trim_start_matches('{').len();
        let end = rest[from..].find('{').map_or(rest.len(), |at| from + at);
        let (plain, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Plain(plain))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let words = Words::none().with("days", 9).with("won", "1,000");
        assert_eq!(words.fill(template, |text| &text.ko), expected);
    }

    #[test]
    fn gaps_are_filled_by_name() {
        check("", "");
        check("{days}일 남았어요.", "9일 남았어요.");
        check("{won}원, {days}일", "1,000원, 9일");
        check("빈틈이 없어요.", "빈틈이 없어요.");
    }

    #[test]
    fn a_brace_that_is_not_a_gap_is_found() {
        assert_eq!(gaps("{a} and {b}"), Ok(vec!["a", "b"]));
        assert_eq!(gaps("{a"), Err(OpenBrace));
        assert_eq!(gaps("a}"), Err(OpenBrace));
        assert_eq!(gaps("}a{"), Err(OpenBrace));
    }
}
