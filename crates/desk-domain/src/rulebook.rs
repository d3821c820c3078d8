//! The rulebook: what each vendor's documents say about undoing a payment, as data.
//!
//! The numbers and the words are in `rules/*.toml`; the code here only reads, checks, matches and
//! evaluates them and holds no vendor's number. [`Rulebook::load`] takes the embedded files and
//! refuses to start on an unknown key, a missing message or a missing source, with file and line.
//! [`evaluate`] answers for one payment at one moment, as a pure function.

mod cell;
mod check;
mod evaluate;
mod facts;
mod failure;
mod fault;
mod follow_up;
mod guide;
mod matching;
mod message;
mod phrase;
mod remedy;
mod rule;
mod undo;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Text;
use crate::payment::Channel;

pub use evaluate::{evaluate, evaluate_with_duty};
pub use fault::{Fault, Faults};
pub use undo::CancelFacts;

use fault::{File, parse_toml};
use message::{Message, Words};
use phrase::Phrase;
use rule::{ChannelRules, Near};

/// The files of the rulebook, embedded. Tests replace one of them by name.
pub const FILES: &[(&str, &str)] = &[
    ("sources.toml", include_str!("../rules/sources.toml")),
    ("messages.toml", include_str!("../rules/messages.toml")),
    ("portone.toml", include_str!("../rules/portone.toml")),
    ("bootpay.toml", include_str!("../rules/bootpay.toml")),
    ("payssam.toml", include_str!("../rules/payssam.toml")),
    ("alltalkpay.toml", include_str!("../rules/alltalkpay.toml")),
    ("toss.toml", include_str!("../rules/toss.toml")),
    ("terminal.toml", include_str!("../rules/terminal.toml")),
    ("recorded.toml", include_str!("../rules/recorded.toml")),
    ("follow_ups.toml", include_str!("../rules/follow_ups.toml")),
    ("failures.toml", include_str!("../rules/failures.toml")),
    ("remedies.toml", include_str!("../rules/remedies.toml")),
    ("undo.toml", include_str!("../rules/undo.toml")),
    ("banks.toml", include_str!("../rules/banks.toml")),
];

/// The whole rulebook, read and checked.
#[derive(Debug)]
pub struct Rulebook {
    near: Near,
    sources: BTreeMap<String, Source>,
    messages: BTreeMap<String, Message>,
    channels: BTreeMap<Channel, ChannelRules>,
    follow_ups: Vec<follow_up::FollowUpRule>,
    failures: Vec<failure::FailureRule>,
    remedies: Vec<remedy::Remedy>,
    undo: undo::UndoRules,
    banks: Vec<Bank>,
}

/// A document that rules were read in. Only its title is kept: no sentence of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    title: Text,
}

/// A bank that a refund can go to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// In PortOne's spelling, e.g. `SHINHAN`.
    pub code: String,
    pub name: Text,
    /// Among the ones most people have; listed first.
    #[serde(default)]
    pub common: bool,
}

impl Rulebook {
    /// The embedded rulebook.
    ///
    /// # Errors
    /// Every fault of the files, each with file and line.
    pub fn load() -> Result<Self, Faults> {
        Self::parse(FILES)
    }

    /// Reads and checks the files given as name and text.
    ///
    /// # Errors
    /// Every fault of the files, each with file and line.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Faults> {
        let files: Vec<File<'_>> = files.iter().map(|&(name, text)| File { name, text }).collect();
        let mut faults = Vec::new();
        let book = read(&files, &mut faults);
        let book = book.filter(|_| faults.is_empty()).ok_or(Faults(faults))?;
        let faults = check::check(&book, &files);
        if faults.is_empty() { Ok(book) } else { Err(Faults(faults)) }
    }

    /// Every bank a refund can go to, the common ones first.
    #[must_use]
    pub fn banks(&self) -> &[Bank] {
        &self.banks
    }

    fn rules_of(&self, channel: Channel) -> &ChannelRules {
        self.channels.get(&channel).expect("a rulebook without a file for each channel is refused")
    }

    fn say(&self, key: &str, words: &Words) -> Text {
        self.messages.get(key).expect("a rulebook with a missing message is refused").fill(words)
    }

    fn speak(&self, phrase: &Phrase, words: &Words) -> Text {
        self.say(phrase.key, words)
    }

    fn titles(&self, keys: &[message::Key]) -> Vec<Text> {
        keys.iter()
            .filter_map(|key| self.sources.get(key.get_ref()))
            .map(|source| source.title.clone())
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    near: Near,
    source: BTreeMap<String, Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BanksFile {
    bank: Vec<Bank>,
}

fn read(files: &[File<'_>], faults: &mut Vec<Fault>) -> Option<Rulebook> {
    let sources: Option<SourcesFile> = parse_toml(files, "sources.toml", faults);
    let messages = parse_toml(files, "messages.toml", faults);
    let channels: Vec<Option<(Channel, ChannelRules)>> = Channel::ALL
        .iter()
        .map(|&channel| {
            let rules = parse_toml(files, &file_of(channel), faults)?;
            Some((channel, rules))
        })
        .collect();
    let follow_ups: Option<follow_up::FollowUpsFile> = parse_toml(files, "follow_ups.toml", faults);
    let failures: Option<failure::FailuresFile> = parse_toml(files, "failures.toml", faults);
    let remedies: Option<remedy::RemediesFile> = parse_toml(files, "remedies.toml", faults);
    let undo = parse_toml(files, "undo.toml", faults);
    let banks: Option<BanksFile> = parse_toml(files, "banks.toml", faults);
    let sources = sources?;
    let mut banks = banks?.bank;
    banks.sort_by_key(|bank| !bank.common);
    Some(Rulebook {
        near: sources.near,
        sources: sources.source,
        messages: messages?,
        channels: channels.into_iter().collect::<Option<_>>()?,
        follow_ups: follow_ups?.follow_up,
        failures: failures?.failure,
        remedies: remedies?.remedy,
        undo: undo?,
        banks,
    })
}

fn file_of(channel: Channel) -> String {
    format!("{channel}.toml")
}
