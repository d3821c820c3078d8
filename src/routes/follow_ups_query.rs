//! Which follow-ups are shown, as it stands in the address.

use super::{Query, QueryString};

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

/// The state of the list of follow-ups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUpsQuery {
    pub view: FollowUpsView,
}

impl Query for FollowUpsQuery {
    fn read(fields: &QueryString) -> Self {
        Self { view: FollowUpsView::from_name(fields.get("view").unwrap_or_default()) }
    }

    fn write(&self, fields: &mut QueryString) {
        let told = Some(self.view).filter(|view| *view != FollowUpsView::default());
        fields.push_some("view", told.map(FollowUpsView::as_str));
    }
}
