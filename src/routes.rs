//! Every address of the app, built and parsed here and nowhere else.
//!
//! The URL is the state of a screen: a link in a chat reopens the same list, filter and drawer.
//! A field at its default is absent, and a value that cannot be read falls back to the default, so an
//! old or mistyped link still opens its screen.

use desk_domain::{BillId, CancellationId, CustomerId, FollowUpId, PaymentId};

mod bills_query;
mod cancellations_query;
mod customer_query;
mod follow_ups_query;
mod guide_query;
mod location;
mod navigation;
mod payments_query;
mod period;
mod place;
mod query_string;
mod screen;

pub use bills_query::BillsQuery;
pub use cancellations_query::CancellationsQuery;
pub use customer_query::{CustomerQuery, CustomerView};
pub use follow_ups_query::{FollowUpsQuery, FollowUpsView, OwnerFilter};
pub use guide_query::GuideQuery;
pub use location::{Location, use_location};
pub use navigation::{Go, use_go, use_query};
pub use payments_query::{PaymentsQuery, StatusFilter};
pub use period::{Period, PeriodPreset};
pub use place::{ListQuery, Place, use_close};
pub use query_string::QueryString;
pub use screen::{Screen, use_customer, use_open, use_screen};

/// First path segments, shared by the links below and what they open.
pub mod segment {
    pub const LOGIN: &str = "login";
    pub const PAYMENTS: &str = "payments";
    pub const CANCELLATIONS: &str = "cancellations";
    pub const CUSTOMERS: &str = "customers";
    pub const FOLLOW_UPS: &str = "follow-ups";
    pub const DRIFT: &str = "drift";
    pub const BILLS: &str = "bills";
    pub const GUIDE: &str = "guide";
    pub const TERMINALS: &str = "terminals";
    pub const KIT: &str = "_kit";
}

/// A query that can be read from and written to an address.
pub trait Query: Clone + Default + PartialEq + Send + Sync + 'static {
    fn read(fields: &QueryString) -> Self;
    fn write(&self, fields: &mut QueryString);

    /// Reads what stands after the `?`.
    #[must_use]
    fn from_search(search: &str) -> Self {
        Self::read(&QueryString::parse(search))
    }
}

/// One screen in one state.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// `next` is the address to go on to; only addresses of this app are followed.
    Login {
        next: Option<String>,
    },
    Payments(PaymentsQuery),
    Payment(PaymentId, PaymentsQuery),
    Cancellations(CancellationsQuery),
    Cancellation(CancellationId, CancellationsQuery),
    Customer(CustomerId, CustomerQuery),
    /// A payment beside the customer's others.
    CustomerPayment(CustomerId, PaymentId, CustomerQuery),
    FollowUps(FollowUpsQuery),
    FollowUp(FollowUpId, FollowUpsQuery),
    Drift,
    Bills(BillsQuery),
    Bill(BillId, BillsQuery),
    Guide(GuideQuery),
    Terminals,
    Kit,
}

impl Route {
    /// The address: path and, where something is not at its default, the query.
    #[must_use]
    pub fn href(&self) -> String {
        let mut fields = QueryString::default();
        let path = match self {
            Self::Login { next } => {
                fields.push_some("next", next.as_deref());
                format!("/{}", segment::LOGIN)
            }
            Self::Payments(query) => {
                query.write(&mut fields);
                format!("/{}", segment::PAYMENTS)
            }
            Self::Payment(id, query) => {
                query.write(&mut fields);
                format!("/{}/{id}", segment::PAYMENTS)
            }
            Self::Cancellations(query) => {
                query.write(&mut fields);
                format!("/{}", segment::CANCELLATIONS)
            }
            Self::Cancellation(id, query) => {
                query.write(&mut fields);
                format!("/{}/{id}", segment::CANCELLATIONS)
            }
            Self::Customer(id, query) => {
                query.write(&mut fields);
                format!("/{}/{id}", segment::CUSTOMERS)
            }
            Self::CustomerPayment(id, payment, query) => {
                query.write(&mut fields);
                format!("/{}/{id}/{payment}", segment::CUSTOMERS)
            }
            Self::FollowUps(query) => {
                query.write(&mut fields);
                format!("/{}", segment::FOLLOW_UPS)
            }
            Self::FollowUp(id, query) => {
                query.write(&mut fields);
                format!("/{}/{id}", segment::FOLLOW_UPS)
            }
            Self::Drift => format!("/{}", segment::DRIFT),
            Self::Bills(query) => {
                query.write(&mut fields);
                format!("/{}", segment::BILLS)
            }
            Self::Bill(id, query) => {
                query.write(&mut fields);
                format!("/{}/{id}", segment::BILLS)
            }
            Self::Guide(query) => {
                query.write(&mut fields);
                format!("/{}", segment::GUIDE)
            }
            Self::Terminals => format!("/{}", segment::TERMINALS),
            Self::Kit => format!("/{}", segment::KIT),
        };
        fields.after(path)
    }

    /// The route of an address of this app, or `None` when no screen has it.
    #[must_use]
    pub fn parse(href: &str) -> Option<Self> {
        let (path, search) = href.split_once('?').unwrap_or((href, ""));
        let fields = QueryString::parse(search);
        let mut segments = path.strip_prefix('/')?.split('/');
        let named = (segments.next()?, segments.next(), segments.next());
        if segments.next().is_some() {
            return None;
        }
        let route = match named {
            ("", None, None) => Self::Payments(PaymentsQuery::default()),
            (segment::LOGIN, None, None) => {
                Self::Login { next: fields.get("next").map(ToOwned::to_owned) }
            }
            (segment::PAYMENTS, None, None) => Self::Payments(PaymentsQuery::read(&fields)),
            (segment::PAYMENTS, Some(id), None) => {
                Self::Payment(id.parse().ok()?, PaymentsQuery::read(&fields))
            }
            (segment::CANCELLATIONS, None, None) => {
                Self::Cancellations(CancellationsQuery::read(&fields))
            }
            (segment::CANCELLATIONS, Some(id), None) => {
                Self::Cancellation(id.parse().ok()?, CancellationsQuery::read(&fields))
            }
            (segment::CUSTOMERS, Some(id), None) => {
                Self::Customer(id.parse().ok()?, CustomerQuery::read(&fields))
            }
            (segment::CUSTOMERS, Some(id), Some(payment)) => Self::CustomerPayment(
                id.parse().ok()?,
                payment.parse().ok()?,
                CustomerQuery::read(&fields),
            ),
            (segment::FOLLOW_UPS, None, None) => Self::FollowUps(FollowUpsQuery::read(&fields)),
            (segment::FOLLOW_UPS, Some(id), None) => {
                Self::FollowUp(id.parse().ok()?, FollowUpsQuery::read(&fields))
            }
            (segment::DRIFT, None, None) => Self::Drift,
            (segment::BILLS, None, None) => Self::Bills(BillsQuery::read(&fields)),
            (segment::BILLS, Some(id), None) => {
                Self::Bill(id.parse().ok()?, BillsQuery::read(&fields))
            }
            (segment::GUIDE, None, None) => Self::Guide(GuideQuery::read(&fields)),
            (segment::TERMINALS, None, None) => Self::Terminals,
            (segment::KIT, None, None) => Self::Kit,
            _ => return None,
        };
        Some(route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::payment::{BookStatus, Method};

    #[track_caller]
    fn check(route: Route, href: &str) {
        assert_eq!(route.href(), href);
        assert_eq!(Route::parse(href), Some(route));
    }

    #[test]
    fn every_screen_has_an_address_that_reads_back() {
        let pay = PaymentId::from_bits(1);
        let can = CancellationId::from_bits(2);
        let paid = PaymentsQuery {
            status: Some(StatusFilter::Book(BookStatus::Paid)),
            method: Some(Method::Card),
            ..PaymentsQuery::default()
        };
        check(Route::Login { next: None }, "/login");
        check(
            Route::Login { next: Some("/payments?q=ㅎㄱㄷ".to_owned()) },
            "/login?next=%2Fpayments%3Fq%3D%E3%85%8E%E3%84%B1%E3%84%B7",
        );
        check(Route::Payments(PaymentsQuery::default()), "/payments");
        check(Route::Payments(paid.clone()), "/payments?status=paid&method=card");
        check(
            Route::Payment(pay, paid),
            "/payments/pay_00000000000000000000000001?status=paid&method=card",
        );
        check(Route::Cancellations(CancellationsQuery::default()), "/cancellations");
        check(
            Route::Cancellation(can, CancellationsQuery::default()),
            "/cancellations/can_00000000000000000000000002",
        );
        let cus = CustomerId::from_bits(4);
        check(
            Route::Customer(cus.clone(), CustomerQuery::default()),
            "/customers/cus_00000000000000000000000004",
        );
        check(
            Route::CustomerPayment(
                cus,
                PaymentId::from_bits(1),
                CustomerQuery { view: CustomerView::Unpaid, ..CustomerQuery::default() },
            ),
            "/customers/cus_00000000000000000000000004/pay_00000000000000000000000001?view=unpaid",
        );
        check(Route::FollowUps(FollowUpsQuery::default()), "/follow-ups");
        check(
            Route::FollowUp(FollowUpId::from_bits(3), FollowUpsQuery::of(FollowUpsView::Overdue)),
            "/follow-ups/fol_00000000000000000000000003?view=overdue",
        );
        check(Route::Drift, "/drift");
        check(Route::Bills(BillsQuery::default()), "/bills");
        check(
            Route::Bill(BillId::from_bits(4), BillsQuery::from_search("status=waiting")),
            "/bills/bil_00000000000000000000000004?status=waiting",
        );
        check(Route::Guide(GuideQuery::default()), "/guide");
        check(Route::Terminals, "/terminals");
        check(Route::Kit, "/_kit");
    }

    #[test]
    fn the_root_is_the_payments_list() {
        assert_eq!(Route::parse("/"), Some(Route::Payments(PaymentsQuery::default())));
    }

    #[test]
    fn other_addresses_have_no_screen() {
        for href in [
            "",
            "payments",
            "/payment",
            "/payments/1",
            "/payments/can_1/x",
            "/guide/x",
            "/customers",
        ] {
            assert_eq!(Route::parse(href), None, "{href}");
        }
    }
}
