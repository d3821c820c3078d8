//! What the server is asked for, from what stands in the address.

use chrono::NaiveDate;
use desk_api::CancellationQuery;
use desk_domain::StaffId;

use crate::routes::CancellationsQuery;

/// `today` turns a named period into two days, in Korean time.
#[must_use]
pub fn request(query: &CancellationsQuery, today: NaiveDate) -> CancellationQuery {
    let (from, to) = query.period.days(today);
    CancellationQuery {
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        q: Some(query.search.clone()).filter(|text| !text.is_empty()),
        staff: query.staff.as_ref().map(StaffId::to_string),
        kind: query.kind.map(|kind| kind.as_str().to_owned()),
        channel: query.channel.map(|channel| channel.as_str().to_owned()),
        state: query.state.map(|state| state.as_str().to_owned()),
        amount_min: query.amount_min,
        amount_max: query.amount_max,
        customer: None,
        cursor: None,
        limit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Query;

    #[test]
    fn every_filter_is_passed_on() {
        let today = "2026-11-21".parse().unwrap();
        let query = CancellationsQuery::from_search(
            "period=today&q=1234&staff=stf_00000000000000000000000001&kind=partial&channel=portone\
             &state=unknown&amount_min=1000&amount_max=300000",
        );
        let text = |text: &str| Some(text.to_owned());
        let expected = CancellationQuery {
            from: text("2026-11-21"),
            to: text("2026-11-21"),
            q: text("1234"),
            staff: text("stf_00000000000000000000000001"),
            kind: text("partial"),
            channel: text("portone"),
            state: text("unknown"),
            amount_min: Some(1_000),
            amount_max: Some(300_000),
            customer: None,
            cursor: None,
            limit: None,
        };
        assert_eq!(request(&query, today), expected);
    }
}
