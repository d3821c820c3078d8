//! The checks at start that one file alone cannot fail: messages, sources, ids, words, collisions.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Said};
use super::facts::MatchKey;
use super::fault::{Fault, File};
use super::message::{Key, Message, gaps};
use super::phrase;
use super::rule::{ChannelRules, Rule, When};
use super::{Rulebook, file_of};
use crate::follow_up::FollowUpCause;

/// Every fault of a rulebook whose files could be read.
pub(super) fn check(book: &Rulebook, files: &[File<'_>]) -> Vec<Fault> {
    let mut checker =
        Checker { book, files, faults: vec![], ids: BTreeSet::new(), used: BTreeSet::new() };
    for (&channel, rules) in &book.channels {
        checker.in_file(&file_of(channel), |file| file.channel(rules));
    }
    checker.in_file("follow_ups.toml", |file| {
        for rule in &book.follow_ups {
            file.id(&rule.id);
            file.when(&rule.when);
            file.cell(rule.id.span().start, rule);
        }
        let holds_always = |cause| {
            book.follow_ups.iter().any(|rule| {
                rule.cause == cause && rule.channel.is_empty() && rule.when.is_fallback()
            })
        };
        file.has_fallback(FollowUpCause::ALL.iter().copied().all(holds_always));
    });
    checker.in_file("failures.toml", |file| {
        for rule in &book.failures {
            file.id(&rule.id);
            file.cell(rule.id.span().start, rule);
        }
        file.has_fallback(book.failures.iter().any(|rule| rule.signals.is_empty()));
    });
    checker.in_file("remedies.toml", |file| file.remedies());
    checker.in_file("undo.toml", |file| {
        for rule in &book.undo.never {
            file.id(&rule.id);
            file.when(&rule.when);
            file.cell(rule.id.span().start, rule);
        }
        for rule in &book.undo.undo {
            file.id(&rule.id);
            file.when(&rule.when);
            file.cell(rule.id.span().start, rule);
        }
        file.has_fallback(book.undo.undo.iter().any(|rule| rule.when.is_fallback()));
    });
    checker.in_file("messages.toml", |file| file.messages());
    checker.faults
}

struct Checker<'a> {
    book: &'a Rulebook,
    files: &'a [File<'a>],
    faults: Vec<Fault>,
    ids: BTreeSet<String>,
    /// Messages that something says.
    used: BTreeSet<&'a str>,
}

impl<'a> Checker<'a> {
    fn in_file(&mut self, name: &str, check: impl FnOnce(&mut FileCheck<'_, 'a>)) {
        let file = *self.files.iter().find(|file| file.name == name).expect("the file was read");
        check(&mut FileCheck { all: self, file });
    }
}

/// The checks of one file.
struct FileCheck<'c, 'a> {
    all: &'c mut Checker<'a>,
    file: File<'a>,
}

impl<'a> FileCheck<'_, 'a> {
    fn fault(&mut self, offset: usize, problem: impl Into<String>) {
        self.all.faults.push(self.file.fault(offset, problem));
    }

    fn channel(&mut self, rules: &'a ChannelRules) {
        for rule in &rules.rule {
            let rule = rule.get_ref();
            self.id(&rule.id);
            self.when(&rule.when);
            for (_, offset, cell) in rule.cells() {
                self.cell(offset, cell);
            }
        }
        let complete =
            |rule: &Rule| rule.when.is_fallback() && rule.full.is_some() && rule.partial.is_some();
        self.has_fallback(rules.rule.iter().any(|rule| complete(rule.get_ref())));
        self.collisions(rules);
    }

    fn remedies(&mut self) {
        let book = self.all.book;
        for (index, remedy) in book.remedies.iter().enumerate() {
            let (name, at) = (remedy.failure.get_ref(), remedy.failure.span().start);
            if !book.failures.iter().any(|rule| rule.id.get_ref() == name) {
                self.fault(at, format!("no failure {name:?} in failures.toml"));
            }
            if book.remedies[..index].iter().any(|earlier| earlier.collides_with(remedy)) {
                self.fault(at, format!("a remedy for {name:?} is above already"));
            }
            self.cell(at, remedy);
        }
    }

    fn has_fallback(&mut self, found: bool) {
        if !found {
            self.fault(0, "no row is left for what no other row fits");
        }
    }

    fn id(&mut self, id: &Key) {
        if !self.all.ids.insert(id.get_ref().clone()) {
            self.fault(id.span().start, format!("the id {:?} is used twice", id.get_ref()));
        }
    }

    fn when(&mut self, when: &When) {
        for (key, words) in &when.0 {
            for word in words.iter().filter(|word| !key.knows(word.get_ref())) {
                let problem = format!("{:?} is not a {}", word.get_ref(), key.as_str());
                self.fault(word.span().start, problem);
            }
            for word in words {
                self.spoken_word(*key, word);
            }
        }
    }

    /// The guide says each condition to people.
    fn spoken_word(&mut self, key: MatchKey, word: &Key) {
        let message = key.message_of(word.get_ref());
        match self.all.book.messages.get_key_value(&message) {
            Some((said, _)) => {
                self.all.used.insert(said);
            }
            None if key.has_own_words() => {
                let problem = format!("no message {message:?} in messages.toml");
                self.fault(word.span().start, problem);
            }
            None => {}
        }
    }

    fn cell(&mut self, offset: usize, cell: &'a dyn Cell) {
        let origin = cell.origin();
        if origin.source.is_empty() {
            self.fault(offset, "no source is named");
        }
        for source in origin.source {
            if !self.all.book.sources.contains_key(source.get_ref()) {
                let problem = format!("no source {:?} in sources.toml", source.get_ref());
                self.fault(source.span().start, problem);
            }
        }
        let conflict = origin.conflict.map(|key| Said { key, gaps: &[] });
        for said in cell.says().into_iter().chain(conflict) {
            let at = |file: &File<'_>, problem| file.fault(said.key.span().start, problem);
            let problem = self.all.book.messages.speaks(said.key.get_ref(), said.gaps);
            self.all.faults.extend(problem.map(|problem| at(&self.file, problem)));
            self.all.used.insert(said.key.get_ref());
        }
        if let Some(problem) = cell.fault() {
            self.fault(offset, problem);
        }
    }

    /// Two rows of the same weight that one payment can fit must not speak of the same cell.
    fn collisions(&mut self, rules: &ChannelRules) {
        let rows: Vec<&Rule> = rules.rule.iter().map(toml::Spanned::get_ref).collect();
        for (index, later) in rows.iter().enumerate() {
            for earlier in rows[..index].iter().filter(|row| row.when.collides_with(&later.when)) {
                let spoken: Vec<_> = earlier.single_cells().collect();
                for (kind, offset) in later.single_cells() {
                    if spoken.iter().any(|(other, _)| *other == kind) {
                        let other = earlier.id.get_ref();
                        self.fault(offset, format!("{other} says {kind} for the same payments"));
                    }
                }
            }
        }
    }

    fn messages(&mut self) {
        let book = self.all.book;
        for phrase in phrase::ALL {
            let problem = book.messages.speaks(phrase.key, phrase.gaps);
            let at = book.messages.get(phrase.key).map_or(0, |message| message.ko.span().start);
            self.all.faults.extend(problem.map(|problem| self.file.fault(at, problem)));
            self.all.used.insert(phrase.key);
        }
        for (key, message) in &book.messages {
            let offset = message.ko.span().start;
            if !self.all.used.contains(key.as_str()) {
                self.fault(offset, format!("nothing says the message {key:?}"));
            }
            if let Some(problem) = message.fault() {
                self.fault(offset, problem);
            }
        }
    }
}

trait Speaks {
    /// Why `key` cannot be said with these gaps filled.
    fn speaks(&self, key: &str, known: &[&str]) -> Option<String>;
}

impl Speaks for BTreeMap<String, Message> {
    fn speaks(&self, key: &str, known: &[&str]) -> Option<String> {
        let Some(message) = self.get(key) else {
            return Some(format!("no message {key:?} in messages.toml"));
        };
        let used = gaps(message.ko.get_ref()).unwrap_or_default();
        let strange = used.into_iter().find(|gap| !known.contains(gap))?;
        Some(format!("the message {key:?} asks for {{{strange}}}, which nothing fills here"))
    }
}

impl Message {
    /// What is wrong with a message wherever it is said.
    fn fault(&self) -> Option<&'static str> {
        let (ko, en) = (self.ko.get_ref().trim(), self.en.get_ref().trim());
        if ko.is_empty() || en.is_empty() {
            return Some("a message needs both languages");
        }
        let (Ok(ko), Ok(en)) = (gaps(ko), gaps(en)) else {
            return Some("a brace is not closed");
        };
        let (ko, en): (BTreeSet<_>, BTreeSet<_>) =
            (ko.into_iter().collect(), en.into_iter().collect());
        (ko != en).then_some("both languages must have the same gaps")
    }
}
