//! What the list of bills (청구서) shows, as it stands in the address.

use desk_domain::BillId;
use desk_domain::bill::BillStatus;

use super::{ListQuery, Period, Query, QueryString, Route, Screen};

/// The state of the list of bills.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BillsQuery {
    pub status: Option<BillStatus>,
    /// Of the day on which the bill was written.
    pub period: Period,
    pub search: String,
    /// Only of this customer, by id.
    pub customer: Option<String>,
}

impl BillsQuery {
    /// Whether anything narrows the list besides the period.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.status.is_some() || !self.search.is_empty() || self.customer.is_some()
    }
}

impl Query for BillsQuery {
    fn read(fields: &QueryString) -> Self {
        Self {
            status: fields.read("status"),
            period: Period::read(fields),
            search: fields.get("q").unwrap_or_default().to_owned(),
            customer: fields.get("customer").map(ToOwned::to_owned),
        }
    }

    fn write(&self, fields: &mut QueryString) {
        fields.push_some("status", self.status.map(BillStatus::as_str));
        self.period.write(fields);
        fields.push_some("q", Some(&self.search));
        fields.push_some("customer", self.customer.as_deref());
    }
}

impl ListQuery for BillsQuery {
    type Id = BillId;
    const SCREEN: Screen = Screen::Bills;

    fn list(self) -> Route {
        Route::Bills(self)
    }

    fn beside(id: BillId, query: Self) -> Route {
        Route::Bill(id, query)
    }

    fn search(&mut self) -> &mut String {
        &mut self.search
    }
}

#[cfg(test)]
mod tests {
    use super::super::PeriodPreset;
    use super::*;

    #[track_caller]
    fn check(query: BillsQuery, search: &str) {
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(fields.after(String::new()), search);
        assert_eq!(BillsQuery::from_search(search), query);
    }

    #[test]
    fn every_field_reads_back() {
        check(BillsQuery::default(), "");
        check(
            BillsQuery {
                status: Some(BillStatus::Waiting),
                period: Period::Preset(PeriodPreset::ThreeMonths),
                search: "1234".to_owned(),
                customer: Some("cust-7".to_owned()),
            },
            "?status=waiting&period=3m&q=1234&customer=cust-7",
        );
    }

    #[test]
    fn every_status_reads_back() {
        for status in BillStatus::ALL {
            let query = BillsQuery { status: Some(*status), ..BillsQuery::default() };
            check(query, &format!("?status={status}"));
        }
    }

    #[test]
    fn an_unknown_status_falls_back_and_a_period_alone_is_no_filter() {
        assert_eq!(BillsQuery::from_search("status=lost"), BillsQuery::default());
        assert!(!BillsQuery::from_search("period=today").is_filtered());
        for search in ["status=paid", "q=1", "customer=c"] {
            assert!(BillsQuery::from_search(search).is_filtered(), "{search}");
        }
    }
}
