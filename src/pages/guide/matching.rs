//! Which rules are shown, and in which parts. Pure, so that it is tested on the host.

use desk_domain::guide::{GuideRow, GuideRowKind};
use desk_domain::payment::Channel;

use crate::routes::GuideQuery;

/// A table of the guide: the rules of one channel, or a part that stands across channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: GuideRowKind,
    /// `None` for rules of every channel.
    pub channel: Option<Channel>,
    pub rows: Vec<GuideRow>,
}

/// The rules that match, in the order of the rulebook; what holds where nothing else does comes last.
#[must_use]
pub fn parts(rows: &[GuideRow], query: &GuideQuery) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for row in rows.iter().filter(|row| matches(row, query)) {
        let channel = match (row.kind, row.channels.as_slice()) {
            (GuideRowKind::Cancel, [channel, ..]) => Some(*channel),
            (GuideRowKind::Cancel | GuideRowKind::FollowUp | GuideRowKind::Undo, _) => None,
        };
        match parts.iter_mut().find(|part| part.kind == row.kind && part.channel == channel) {
            Some(part) => part.rows.push(row.clone()),
            None => parts.push(Part { kind: row.kind, channel, rows: vec![row.clone()] }),
        }
    }
    for part in &mut parts {
        part.rows.sort_by_key(|row| row.fallback);
    }
    parts
}

/// Empty lists of a rule mean "any". Each word that was typed has to occur somewhere.
fn matches(row: &GuideRow, query: &GuideQuery) -> bool {
    let channel = query
        .channel
        .is_none_or(|channel| row.channels.is_empty() || row.channels.contains(&channel));
    let method =
        query.method.is_none_or(|method| row.methods.is_empty() || row.methods.contains(&method));
    channel && method && query.search.split_whitespace().all(|word| contains(row, word))
}

fn contains(row: &GuideRow, word: &str) -> bool {
    let word = word.to_lowercase();
    let names = [row.id.as_str(), &row.name.ko, &row.name.en];
    let cells = row.cells.iter().flat_map(|cell| [cell.text.ko.as_str(), cell.text.en.as_str()]);
    let pgs = row.pgs.iter().map(String::as_str);
    names.into_iter().chain(pgs).chain(cells).any(|text| text.to_lowercase().contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::Text;
    use desk_domain::payment::Method;

    fn row(id: &str, kind: GuideRowKind, channels: &[Channel], methods: &[Method]) -> GuideRow {
        GuideRow {
            id: id.to_owned(),
            kind,
            channels: channels.to_vec(),
            name: Text::new("휴대폰", "Phone bill"),
            pgs: vec!["KSNET".to_owned()],
            methods: methods.to_vec(),
            conditions: Vec::new(),
            fallback: false,
            cells: Vec::new(),
        }
    }

    fn book() -> Vec<GuideRow> {
        use GuideRowKind::{Cancel, Undo};
        vec![
            row("P-1", Cancel, &[Channel::Portone], &[Method::Mobile]),
            row("B-1", Cancel, &[Channel::Bootpay], &[]),
            row("P-2", Cancel, &[Channel::Portone], &[Method::Card]),
            row("U-1", Undo, &[], &[]),
        ]
    }

    #[track_caller]
    fn check(query: GuideQuery, expected: &[&str]) {
        let shown = parts(&book(), &query);
        let ids = shown.iter().flat_map(|part| &part.rows).map(|row| row.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rules_of_a_channel_stand_together() {
        check(GuideQuery::default(), &["P-1", "P-2", "B-1", "U-1"]);
    }

    #[test]
    fn rules_for_any_method_or_channel_are_not_filtered_away() {
        let method = Some(Method::Mobile);
        check(GuideQuery { method, ..GuideQuery::default() }, &["P-1", "B-1", "U-1"]);
        let channel = Some(Channel::Portone);
        check(GuideQuery { channel, ..GuideQuery::default() }, &["P-1", "P-2", "U-1"]);
    }

    #[test]
    fn every_word_has_to_occur() {
        let search = |text: &str| GuideQuery { search: text.to_owned(), ..GuideQuery::default() };
        check(search("p-2 ksnet"), &["P-2"]);
        check(search("휴대폰 phone"), &["P-1", "P-2", "B-1", "U-1"]);
        check(search("휴대폰 없는말"), &[]);
    }
}
