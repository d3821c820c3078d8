//! What the tab of one customer shows, as it stands in the address.

use super::{PaymentsQuery, Period, PeriodPreset, Query, QueryString};

/// The lists of the tab, in the order they are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CustomerView {
    #[default]
    Payments,
    Cancellations,
    Unpaid,
}

impl CustomerView {
    pub const ALL: [Self; 3] = [Self::Payments, Self::Cancellations, Self::Unpaid];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payments => "payments",
            Self::Cancellations => "cancellations",
            Self::Unpaid => "unpaid",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == name).unwrap_or_default()
    }
}

/// The state of a customer's tab.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerQuery {
    pub view: CustomerView,
    /// The filters of the payments; the period is that of the cancellations, too.
    pub list: PaymentsQuery,
}

/// One customer's payments are few: all of them are shown first, however old.
const USUAL: PeriodPreset = PeriodPreset::AllTime;

impl Default for CustomerQuery {
    fn default() -> Self {
        let list = PaymentsQuery { period: Period::Preset(USUAL), ..PaymentsQuery::default() };
        Self { view: CustomerView::default(), list }
    }
}

impl Query for CustomerQuery {
    fn read(fields: &QueryString) -> Self {
        Self {
            view: CustomerView::from_name(fields.get("view").unwrap_or_default()),
            list: PaymentsQuery::read_or(fields, USUAL),
        }
    }

    fn write(&self, fields: &mut QueryString) {
        let told = Some(self.view).filter(|view| *view != CustomerView::default());
        fields.push_some("view", told.map(CustomerView::as_str));
        self.list.write_unless(fields, USUAL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: CustomerQuery, search: &str) {
        let mut fields = QueryString::default();
        query.write(&mut fields);
        assert_eq!(fields.after(String::new()), search);
        assert_eq!(CustomerQuery::from_search(search), query);
    }

    #[test]
    fn the_tab_begins_with_every_payment_there_is() {
        check(CustomerQuery::default(), "");
        let month = Period::Preset(PeriodPreset::ThisMonth);
        check(
            CustomerQuery {
                view: CustomerView::Cancellations,
                list: PaymentsQuery { period: month, ..PaymentsQuery::default() },
            },
            "?view=cancellations&period=this_month",
        );
    }
}
