//! The whole rulebook as a table for people.

mod words;

use std::iter::once;

use super::Rulebook;
use super::cell::{Cell, Origin};
use super::facts::MatchKey;
use super::follow_up::FollowUpRule;
use super::message::{Key, Words};
use super::rule::{Rule, When};

use crate::Text;
use crate::decision::Severity;
use crate::guide::{CellKind, GuideCell, GuideCondition, GuideRow, GuideRowKind, GuideSource};
use crate::payment::{Channel, Method};
pub(super) use words::InWords;

impl Rulebook {
    /// Every row, channel by channel, each cell in words.
    #[must_use]
    pub fn guide(&self) -> Vec<GuideRow> {
        let cancels = self.channels.iter().flat_map(|(&channel, rules)| {
            rules.rule.iter().map(move |rule| self.cancel_row(channel, rule.get_ref()))
        });
        let follow_ups = self.follow_ups.iter().map(|rule| self.follow_up_row(rule));
        cancels.chain(follow_ups).chain(self.undo_rows()).collect()
    }

    fn cancel_row(&self, channel: Channel, rule: &Rule) -> GuideRow {
        let cells = rule.cells().into_iter().map(|(kind, _, cell)| {
            self.guide_cell(kind, cell.in_words(self), cell.firmness(), cell.origin())
        });
        let cells = cells.collect();
        self.row(
            rule.id.get_ref(),
            GuideRowKind::Cancel,
            vec![channel],
            (&rule.name, &rule.when),
            cells,
        )
    }

    fn follow_up_row(&self, rule: &FollowUpRule) -> GuideRow {
        let texts = once(&rule.still_live).chain(&rule.steps).chain(once(&rule.done_when));
        let cells =
            vec![self.guide_cell(CellKind::FollowUp, self.lines(texts), None, rule.origin())];
        let channels = rule.channel.clone();
        let name_and_when = (&rule.name, &rule.when);
        self.row(rule.id.get_ref(), GuideRowKind::FollowUp, channels, name_and_when, cells)
    }

    fn undo_rows(&self) -> impl Iterator<Item = GuideRow> {
        let never = self.undo.never.iter().map(|rule| {
            let text = self.lines(once(&rule.say));
            (&rule.id, &rule.name, &rule.when, text, rule.origin())
        });
        let offers = self.undo.undo.iter().map(|rule| {
            let text = self.lines(once(&rule.say).chain(&rule.steps));
            (&rule.id, &rule.name, &rule.when, text, rule.origin())
        });
        never.chain(offers).map(|(id, name, when, text, origin)| {
            let cells = vec![self.guide_cell(CellKind::Undo, text, None, origin)];
            self.row(id.get_ref(), GuideRowKind::Undo, vec![], (name, when), cells)
        })
    }

    fn guide_cell(
        &self,
        kind: CellKind,
        text: Text,
        enforcement: Option<Severity>,
        origin: Origin<'_>,
    ) -> GuideCell {
        let titled = |key: &Key| {
            let source = self.sources.get(key.get_ref())?;
            Some(GuideSource { key: key.get_ref().clone(), title: source.title.clone() })
        };
        GuideCell {
            kind,
            text,
            enforcement,
            sources: origin.source.iter().filter_map(titled).collect(),
            checked_on: origin.checked_on,
            unverified: origin.unverified,
            conflict: origin.conflict.map(|key| self.say(key.get_ref(), &Words::none())),
        }
    }

    fn row(
        &self,
        id: &str,
        kind: GuideRowKind,
        channels: Vec<Channel>,
        (name, when): (&Text, &When),
        cells: Vec<GuideCell>,
    ) -> GuideRow {
        let words = |key: MatchKey| -> Vec<String> {
            when.0.get(&key).into_iter().flatten().map(|word| word.get_ref().clone()).collect()
        };
        let listed = [MatchKey::Pg, MatchKey::Method];
        let conditions = when.0.keys().filter(|key| !listed.contains(key));
        GuideRow {
            id: id.to_owned(),
            kind,
            channels,
            name: name.clone(),
            pgs: words(MatchKey::Pg),
            methods: words(MatchKey::Method)
                .iter()
                .filter_map(|word| word.parse::<Method>().ok())
                .collect(),
            conditions: conditions.map(|&key| self.condition(key, words(key))).collect(),
            fallback: when.is_fallback(),
            cells,
        }
    }

    /// A vendor's word that has no message is shown as it is; spellings of one thing are said once.
    fn condition(&self, key: MatchKey, words: Vec<String>) -> GuideCondition {
        let mut said: Vec<Text> = Vec::new();
        for word in &words {
            let message = self.messages.get(&key.message_of(word));
            let text = message
                .map_or_else(|| Text::new(word, word), |message| message.fill(&Words::none()));
            if !said.contains(&text) {
                said.push(text);
            }
        }
        let text = Text::new(listed(&said, |text| &text.ko), listed(&said, |text| &text.en));
        GuideCondition { key: key.as_str().to_owned(), words, text }
    }

    fn lines<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> Text {
        joined(keys.into_iter().map(|key| self.say(key.get_ref(), &Words::none())))
    }
}

fn joined(texts: impl Iterator<Item = Text>) -> Text {
    let texts: Vec<Text> = texts.collect();
    let all =
        |language: fn(&Text) -> &str| texts.iter().map(language).collect::<Vec<_>>().join(" ");
    Text::new(all(|text| &text.ko), all(|text| &text.en))
}

fn listed(texts: &[Text], language: fn(&Text) -> &String) -> String {
    texts.iter().map(|text| language(text).as_str()).collect::<Vec<_>>().join(", ")
}
