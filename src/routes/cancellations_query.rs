//! What the list of cancellations (취소 이력) shows, as it stands in the address.

use desk_domain::cancellation::{CancellationKind, CancellationState};
use desk_domain::payment::Channel;
use desk_domain::{CancellationId, StaffId};

use super::{ListQuery, Period, Query, QueryString, Route, Screen};

/// The state of the list of cancellations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancellationsQuery {
    pub period: Period,
    pub search: String,
    pub staff: Option<StaffId>,
    pub kind: Option<CancellationKind>,
    pub channel: Option<Channel>,
    pub state: Option<CancellationState>,
    /// Smallest amount shown, in won.
    pub amount_min: Option<i64>,
    /// Largest amount shown, in won.
    pub amount_max: Option<i64>,
}

impl CancellationsQuery {
    /// Whether anything narrows the list besides the period.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let period_only = Self { period: self.period, ..Self::default() };
        *self != period_only
    }
}

impl Query for CancellationsQuery {
    fn read(fields: &QueryString) -> Self {
        Self {
            period: Period::read(fields),
            search: fields.get("q").unwrap_or_default().to_owned(),
            staff: fields.read("staff"),
            kind: fields.read("kind"),
            channel: fields.read("channel"),
            state: fields.read("state"),
            amount_min: fields.read("amount_min").filter(|won| *won >= 0),
            amount_max: fields.read("amount_max").filter(|won| *won >= 0),
        }
    }

    fn write(&self, fields: &mut QueryString) {
        self.period.write(fields);
        fields.push_some("q", Some(&self.search));
        fields.push_some("staff", self.staff.as_ref().map(StaffId::as_str));
        fields.push_some("kind", self.kind.map(CancellationKind::as_str));
        fields.push_some("channel", self.channel.map(Channel::as_str));
        fields.push_some("state", self.state.map(CancellationState::as_str));
        fields.push_some("amount_min", self.amount_min.map(|won| won.to_string()).as_deref());
        fields.push_some("amount_max", self.amount_max.map(|won| won.to_string()).as_deref());
    }
}

impl ListQuery for CancellationsQuery {
    type Id = CancellationId;
    const SCREEN: Screen = Screen::Cancellations;

    fn list(self) -> Route {
        Route::Cancellations(self)
    }

    fn beside(id: CancellationId, query: Self) -> Route {
        Route::Cancellation(id, query)
    }

    fn search(&mut self) -> &mut String {
        &mut self.search
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: CancellationsQuery, search: &str) {
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(fields.after(String::new()), search);
        assert_eq!(CancellationsQuery::from_search(search), query);
    }

    #[test]
    fn every_field_reads_back() {
        check(CancellationsQuery::default(), "");
        check(
            CancellationsQuery {
                period: Period::default(),
                search: "1234".to_owned(),
                staff: Some(StaffId::from_bits(1)),
                kind: Some(CancellationKind::Partial),
                channel: Some(Channel::Portone),
                state: Some(CancellationState::Unknown),
                amount_min: Some(0),
                amount_max: Some(300_000),
            },
            "?q=1234&staff=stf_00000000000000000000000001&kind=partial&channel=portone\
             &state=unknown&amount_min=0&amount_max=300000",
        );
    }

    #[test]
    fn amounts_that_are_not_whole_and_positive_are_ignored() {
        for search in
            ["amount_min=-1", "amount_min=1.5", "amount_max=abc", "amount_max=99999999999999999999"]
        {
            assert!(!CancellationsQuery::from_search(search).is_filtered(), "{search}");
        }
    }

    #[test]
    fn the_period_alone_is_not_a_filter() {
        assert!(!CancellationsQuery::from_search("period=today").is_filtered());
        assert!(CancellationsQuery::from_search("kind=force").is_filtered());
    }
}
