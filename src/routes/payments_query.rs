//! What the payments list shows: the filters, as they stand in the address.

use desk_api::{Basis, Sort};
use desk_domain::payment::{Agreement, BookStatus, Channel, Method};

use super::{Period, PeriodPreset, Query, QueryString};

/// The chips above the list: book statuses, and the two that cut across them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusFilter {
    Book(BookStatus),
    /// A cancellation is under way or its answer is being checked.
    InProgress,
    /// Book and gateway do not agree; somebody has something left to do.
    FollowUp,
}

impl StatusFilter {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Book(status) => status.as_str(),
            Self::InProgress => "in_progress",
            Self::FollowUp => "follow_up",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "in_progress" => Some(Self::InProgress),
            "follow_up" => Some(Self::FollowUp),
            _ => name.parse().ok().map(Self::Book),
        }
    }
}

const fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::PaidAt => "paid_at",
        Basis::CancelledAt => "cancelled_at",
    }
}

fn basis_of(name: &str) -> Option<Basis> {
    [Basis::PaidAt, Basis::CancelledAt].into_iter().find(|basis| basis_name(*basis) == name)
}

const fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
        Sort::AmountHigh => "amount_high",
        Sort::AmountLow => "amount_low",
    }
}

fn sort_of(name: &str) -> Option<Sort> {
    [Sort::Newest, Sort::Oldest, Sort::AmountHigh, Sort::AmountLow]
        .into_iter()
        .find(|sort| sort_name(*sort) == name)
}

/// The state of the payments list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaymentsQuery {
    pub status: Option<StatusFilter>,
    pub basis: Basis,
    pub period: Period,
    pub search: String,
    pub channel: Option<Channel>,
    pub method: Option<Method>,
    pub agreement: Option<Agreement>,
    pub sort: Sort,
}

impl PaymentsQuery {
    /// Whether anything narrows the list besides period and basis.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.status.is_some()
            || !self.search.is_empty()
            || self.channel.is_some()
            || self.method.is_some()
            || self.agreement.is_some()
    }

    /// For a list whose usual period is `usual`.
    pub(super) fn read_or(fields: &QueryString, usual: PeriodPreset) -> Self {
        Self {
            status: fields.get("status").and_then(StatusFilter::from_name),
            basis: fields.get("basis").and_then(basis_of).unwrap_or_default(),
            period: Period::read_or(fields, usual),
            search: fields.get("q").unwrap_or_default().to_owned(),
            channel: fields.read("channel"),
            method: fields.read("method"),
            agreement: fields.read("agreement"),
            sort: fields.get("sort").and_then(sort_of).unwrap_or_default(),
        }
    }

    /// The other side of [`Self::read_or`].
    pub(super) fn write_unless(&self, fields: &mut QueryString, usual: PeriodPreset) {
        fields.push_some("status", self.status.map(StatusFilter::as_str));
        if self.basis != Basis::default() {
            fields.push("basis", basis_name(self.basis));
        }
        self.period.write_unless(fields, usual);
        fields.push_some("q", Some(&self.search));
        fields.push_some("channel", self.channel.map(Channel::as_str));
        fields.push_some("method", self.method.map(Method::as_str));
        fields.push_some("agreement", self.agreement.map(Agreement::as_str));
        if self.sort != Sort::default() {
            fields.push("sort", sort_name(self.sort));
        }
    }
}

impl Query for PaymentsQuery {
    fn read(fields: &QueryString) -> Self {
        Self::read_or(fields, PeriodPreset::default())
    }

    fn write(&self, fields: &mut QueryString) {
        self.write_unless(fields, PeriodPreset::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: PaymentsQuery, search: &str) {
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(fields.after(String::new()), search);
        assert_eq!(PaymentsQuery::from_search(search), query);
    }

    #[test]
    fn only_what_differs_from_the_default_is_written() {
        check(PaymentsQuery::default(), "");
    }

    #[test]
    fn every_field_reads_back() {
        check(
            PaymentsQuery {
                status: Some(StatusFilter::FollowUp),
                basis: Basis::CancelledAt,
                period: Period::Preset(PeriodPreset::LastMonth),
                search: "홍길동 1234".to_owned(),
                channel: Some(Channel::Portone),
                method: Some(Method::VirtualAccount),
                agreement: Some(Agreement::GatewayAhead),
                sort: Sort::AmountHigh,
            },
            "?status=follow_up&basis=cancelled_at&period=last_month\
             &q=%ED%99%8D%EA%B8%B8%EB%8F%99%201234&channel=portone&method=virtual_account\
             &agreement=gateway_ahead&sort=amount_high",
        );
    }

    #[test]
    fn every_status_has_a_name_of_its_own() {
        let filters = BookStatus::ALL
            .iter()
            .map(|status| StatusFilter::Book(*status))
            .chain([StatusFilter::InProgress, StatusFilter::FollowUp]);
        for filter in filters {
            assert_eq!(StatusFilter::from_name(filter.as_str()), Some(filter));
        }
    }

    #[test]
    fn unknown_values_fall_back_and_keep_the_rest() {
        let query = PaymentsQuery::from_search("status=lost&sort=random&basis=x&method=card");
        assert_eq!(query, PaymentsQuery { method: Some(Method::Card), ..PaymentsQuery::default() });
    }

    #[test]
    fn a_period_alone_is_not_a_filter() {
        assert!(!PaymentsQuery::from_search("period=today&basis=cancelled_at").is_filtered());
        assert!(PaymentsQuery::from_search("q=1").is_filtered());
        assert!(PaymentsQuery::from_search("status=paid").is_filtered());
    }
}
