//! What the server is asked for, from what stands in the address.

use chrono::NaiveDate;
use desk_api::{Basis, PaymentQuery, Sort};
use desk_domain::payment::Agreement;

use crate::routes::{PaymentsQuery, StatusFilter};

/// `today` turns a named period into two days, in Korean time.
#[must_use]
pub fn request(query: &PaymentsQuery, today: NaiveDate) -> PaymentQuery {
    let (from, to) = query.period.days(today);
    let status = match query.status {
        Some(StatusFilter::Book(status)) => Some(status.as_str().to_owned()),
        Some(StatusFilter::InProgress | StatusFilter::FollowUp) | None => None,
    };
    let agreement = match (query.agreement, query.status) {
        (Some(agreement), _) => Some(agreement.as_str().to_owned()),
        (None, Some(StatusFilter::FollowUp)) => Some(disagreeing()),
        (None, _) => None,
    };
    PaymentQuery {
        status,
        in_flight: (query.status == Some(StatusFilter::InProgress)).then_some(true),
        basis: Some(query.basis).filter(|basis| *basis != Basis::default()),
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        q: Some(query.search.clone()).filter(|text| !text.is_empty()),
        channel: query.channel.map(|channel| channel.as_str().to_owned()),
        method: query.method.map(|method| method.as_str().to_owned()),
        agreement,
        sort: Some(query.sort).filter(|sort| *sort != Sort::default()),
        cursor: None,
        limit: None,
    }
}

/// Everything but `agrees`.
fn disagreeing() -> String {
    let words = Agreement::ALL.iter().filter(|agreement| **agreement != Agreement::Agrees);
    words.map(|agreement| agreement.as_str()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Query;

    #[track_caller]
    fn check(search: &str, expected: PaymentQuery) {
        let today = "2026-11-21".parse().unwrap();
        let month = PaymentQuery {
            from: Some("2026-11-01".to_owned()),
            to: Some("2026-11-21".to_owned()),
            ..expected
        };
        assert_eq!(request(&PaymentsQuery::from_search(search), today), month, "{search}");
    }

    #[test]
    fn each_chip_is_a_question_to_the_server() {
        check("", PaymentQuery::default());
        let paid = Some("paid".to_owned());
        check("status=paid", PaymentQuery { status: paid, ..PaymentQuery::default() });
        let running = PaymentQuery { in_flight: Some(true), ..PaymentQuery::default() };
        check("status=in_progress", running);
        let agreement = Some("book_ahead,gateway_ahead,amounts_differ,unknown".to_owned());
        check("status=follow_up", PaymentQuery { agreement, ..PaymentQuery::default() });
        let outside = Some("gateway_ahead".to_owned());
        check(
            "status=follow_up&agreement=gateway_ahead",
            PaymentQuery { agreement: outside, ..PaymentQuery::default() },
        );
    }

    #[test]
    fn filters_are_passed_on() {
        check(
            "basis=cancelled_at&q=1234&channel=portone&method=card&sort=amount_low",
            PaymentQuery {
                basis: Some(Basis::CancelledAt),
                q: Some("1234".to_owned()),
                channel: Some("portone".to_owned()),
                method: Some("card".to_owned()),
                sort: Some(Sort::AmountLow),
                ..PaymentQuery::default()
            },
        );
    }
}
