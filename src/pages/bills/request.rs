//! What the server is asked for, from what stands in the address.

use chrono::NaiveDate;
use desk_api::BillQuery;

use crate::routes::BillsQuery;

/// `today` turns a named period into two days, in Korean time.
#[must_use]
pub fn request(query: &BillsQuery, today: NaiveDate) -> BillQuery {
    let (from, to) = query.period.days(today);
    BillQuery {
        status: query.status.map(|status| status.as_str().to_owned()),
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        q: Some(query.search.clone()).filter(|text| !text.is_empty()),
        customer: query.customer.clone(),
        cursor: None,
        limit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Query;

    #[track_caller]
    fn check(search: &str, expected: BillQuery) {
        let today = "2026-11-21".parse().unwrap();
        assert_eq!(request(&BillsQuery::from_search(search), today), expected, "{search}");
    }

    #[test]
    fn every_filter_is_passed_on() {
        let text = |text: &str| Some(text.to_owned());
        let month =
            BillQuery { from: text("2026-11-01"), to: text("2026-11-21"), ..BillQuery::default() };
        check("", month.clone());
        check("status=sending", BillQuery { status: text("sending"), ..month.clone() });
        check(
            "period=today&q=1234&customer=cust-7",
            BillQuery {
                from: text("2026-11-21"),
                q: text("1234"),
                customer: text("cust-7"),
                ..month
            },
        );
    }
}
