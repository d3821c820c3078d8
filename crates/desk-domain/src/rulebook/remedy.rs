//! What a vendor, or one PG behind it, has its merchants do about a refusal.

use serde::Deserialize;

use super::cell::{Cell, NOTHING, Origin, Said, cell};
use super::message::Key;
use crate::payment::Channel;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemediesFile {
    pub(super) remedy: Vec<Remedy>,
}

cell! {
    /// The steps that replace those of a failure on one channel.
    Remedy {
        channel: Channel,
        /// The id of a row of `failures.toml`.
        failure: Key,
        /// In the channel's spelling; empty means every PG.
        #[serde(default)]
        pg: Vec<String>,
        next: Vec<Key>,
    }
    this says [&this.next => NOTHING]
    fault |this| this.next.is_empty().then_some("a remedy says what to do `next`")
}

impl Remedy {
    /// Whether two rows could speak of the same refusal with the same weight.
    pub(super) fn collides_with(&self, other: &Self) -> bool {
        let one_failure = self.failure.get_ref() == other.failure.get_ref();
        let one_pg = match (self.pg.is_empty(), other.pg.is_empty()) {
            (true, true) => true,
            (false, false) => self.pg.iter().any(|pg| other.pg.contains(pg)),
            (true, false) | (false, true) => false,
        };
        self.channel == other.channel && one_failure && one_pg
    }
}

/// The remedy for a failure at this channel and PG; one that names the PG is surer.
pub(super) fn remedy_for<'a>(
    remedies: &'a [Remedy],
    failure: &str,
    channel: Channel,
    pg: Option<&str>,
) -> Option<&'a Remedy> {
    let names_pg = |remedy: &Remedy| pg.is_some_and(|pg| remedy.pg.iter().any(|one| one == pg));
    remedies
        .iter()
        .filter(|remedy| remedy.channel == channel && remedy.failure.get_ref() == failure)
        .filter(|remedy| remedy.pg.is_empty() || names_pg(remedy))
        .max_by_key(|remedy| names_pg(remedy))
}
