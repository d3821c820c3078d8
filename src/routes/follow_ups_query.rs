//! Which follow-ups are shown, as it stands in the address.

use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::Channel;
use desk_domain::{FollowUpId, StaffId};

use super::{ListQuery, Query, QueryString, Route, Screen};

/// The views of the list, in the order of the tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FollowUpsView {
    #[default]
    Mine,
    All,
    Overdue,
    Closed,
}

impl FollowUpsView {
    pub const ALL: [Self; 4] = [Self::Mine, Self::All, Self::Overdue, Self::Closed];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::All => "all",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == name).unwrap_or_default()
    }
}

/// Whose follow-ups are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerFilter {
    Nobody,
    One(StaffId),
}

impl OwnerFilter {
    pub const NOBODY: &'static str = "nobody";

    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Nobody => Self::NOBODY,
            Self::One(id) => id.as_str(),
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == Self::NOBODY { Some(Self::Nobody) } else { name.parse().ok().map(Self::One) }
    }
}

/// The state of the list of follow-ups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUpsQuery {
    pub view: FollowUpsView,
    pub search: String,
    pub cause: Option<FollowUpCause>,
    pub channel: Option<Channel>,
    pub owner: Option<OwnerFilter>,
}

impl FollowUpsQuery {
    #[must_use]
    pub fn of(view: FollowUpsView) -> Self {
        Self { view, ..Self::default() }
    }

    /// Whether anything narrows the view.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        *self != Self::of(self.view)
    }
}

impl Query for FollowUpsQuery {
    fn read(fields: &QueryString) -> Self {
        Self {
            view: FollowUpsView::from_name(fields.get("view").unwrap_or_default()),
            search: fields.get("q").unwrap_or_default().to_owned(),
            cause: fields.read("cause"),
            channel: fields.read("channel"),
            owner: fields.get("owner").and_then(OwnerFilter::from_name),
        }
    }

    fn write(&self, fields: &mut QueryString) {
        let told = Some(self.view).filter(|view| *view != FollowUpsView::default());
        fields.push_some("view", told.map(FollowUpsView::as_str));
        fields.push_some("q", Some(&self.search));
        fields.push_some("cause", self.cause.map(FollowUpCause::as_str));
        fields.push_some("channel", self.channel.map(Channel::as_str));
        fields.push_some("owner", self.owner.as_ref().map(OwnerFilter::as_str));
    }
}

impl ListQuery for FollowUpsQuery {
    type Id = FollowUpId;
    const SCREEN: Screen = Screen::FollowUps;

    fn list(self) -> Route {
        Route::FollowUps(self)
    }

    fn beside(id: FollowUpId, query: Self) -> Route {
        Route::FollowUp(id, query)
    }

    fn search(&mut self) -> &mut String {
        &mut self.search
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: FollowUpsQuery, search: &str) {
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(fields.after(String::new()), search);
        assert_eq!(FollowUpsQuery::from_search(search), query);
    }

    #[test]
    fn every_field_reads_back() {
        check(FollowUpsQuery::default(), "");
        check(
            FollowUpsQuery {
                view: FollowUpsView::All,
                search: "바둑".to_owned(),
                cause: Some(FollowUpCause::BookAhead),
                channel: Some(Channel::Portone),
                owner: Some(OwnerFilter::Nobody),
            },
            "?view=all&q=%EB%B0%94%EB%91%91&cause=book_ahead&channel=portone&owner=nobody",
        );
        let one = Some(OwnerFilter::One(StaffId::from_bits(1)));
        let search = format!("?owner={}", StaffId::from_bits(1));
        check(FollowUpsQuery { owner: one, ..FollowUpsQuery::default() }, &search);
        assert_eq!(FollowUpsQuery::from_search("?cause=x&owner=y"), FollowUpsQuery::default());
    }
}
