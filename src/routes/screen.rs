//! Which screen an address opens, as far as its path tells.

use leptos::prelude::*;

use super::location::use_location;
use super::segment;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The bare origin: on to where work starts.
    Start,
    Login,
    Payments,
    Cancellations,
    /// One customer: there is no list of them.
    Customer,
    FollowUps,
    Drift,
    Bills,
    Guide,
    Terminals,
    Kit,
    /// An address without a screen.
    Elsewhere,
}

impl Screen {
    #[must_use]
    pub fn of(pathname: &str) -> Self {
        match segments(pathname) {
            ("", None) => Self::Start,
            (segment::LOGIN, None) => Self::Login,
            (segment::PAYMENTS, _) => Self::Payments,
            (segment::CANCELLATIONS, _) => Self::Cancellations,
            (segment::CUSTOMERS, Some(_)) => Self::Customer,
            (segment::FOLLOW_UPS, _) => Self::FollowUps,
            (segment::DRIFT, None) => Self::Drift,
            (segment::BILLS, _) => Self::Bills,
            (segment::GUIDE, None) => Self::Guide,
            (segment::TERMINALS, None) => Self::Terminals,
            (segment::KIT, None) => Self::Kit,
            _ => Self::Elsewhere,
        }
    }
}

/// The first segment, and all that follows it.
fn segments(pathname: &str) -> (&str, Option<&str>) {
    let path = pathname.trim_matches('/');
    path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)))
}

/// The screen one is on.
#[must_use]
pub fn use_screen() -> Memo<Screen> {
    let pathname = use_location().pathname;
    Memo::new(move |_| pathname.with(|path| Screen::of(path)))
}

/// What is open beside the list of `screen`: the part of `/payments/:id` after the list's own address.
/// It may be no id at all. On another screen nothing is. Beside a customer's payments it is the part
/// after the customer.
#[must_use]
pub fn use_open(screen: Screen) -> Memo<Option<String>> {
    let pathname = use_location().pathname;
    Memo::new(move |_| pathname.with(|path| open(screen, path)))
}

fn open(screen: Screen, pathname: &str) -> Option<String> {
    let rest = segments(pathname).1.filter(|_| Screen::of(pathname) == screen)?;
    let open = match screen {
        Screen::Customer => rest.split_once('/')?.1,
        _ => rest,
    };
    Some(open.to_owned())
}

/// Whose tab the address opens, as it is written there; nobody's on another screen.
#[must_use]
pub fn use_customer() -> Memo<Option<String>> {
    let pathname = use_location().pathname;
    Memo::new(move |_| pathname.with(|path| customer(path)))
}

fn customer(pathname: &str) -> Option<String> {
    let rest = segments(pathname).1.filter(|_| Screen::of(pathname) == Screen::Customer)?;
    Some(rest.split_once('/').map_or(rest, |(customer, _)| customer).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pathname: &str, screen: Screen, opened: Option<&str>) {
        assert_eq!(Screen::of(pathname), screen, "{pathname}");
        assert_eq!(open(screen, pathname).as_deref(), opened, "{pathname}");
        assert_eq!(open(Screen::Guide, pathname), None, "{pathname}");
    }

    #[test]
    fn a_path_opens_a_screen_and_perhaps_one_thing_of_it() {
        check("/", Screen::Start, None);
        check("/login", Screen::Login, None);
        check("/payments", Screen::Payments, None);
        check("/payments/", Screen::Payments, None);
        check("/payments/pay_1", Screen::Payments, Some("pay_1"));
        check("/payments/pay_1/x", Screen::Payments, Some("pay_1/x"));
        check("/cancellations/can_1", Screen::Cancellations, Some("can_1"));
        check("/customers/cus_1", Screen::Customer, None);
        check("/customers/cus_1/pay_1", Screen::Customer, Some("pay_1"));
        check("/follow-ups/fol_1", Screen::FollowUps, Some("fol_1"));
        check("/drift", Screen::Drift, None);
        check("/bills/bil_1", Screen::Bills, Some("bil_1"));
        check("/guide", Screen::Guide, None);
        check("/terminals", Screen::Terminals, None);
        check("/_kit", Screen::Kit, None);
    }

    #[test]
    fn a_customer_is_known_with_and_without_a_payment_beside() {
        for path in ["/customers/cus_1", "/customers/cus_1/", "/customers/cus_1/pay_1"] {
            assert_eq!(customer(path).as_deref(), Some("cus_1"), "{path}");
        }
        assert_eq!(customer("/payments/cus_1"), None);
    }

    #[test]
    fn other_paths_have_no_screen() {
        for path in [
            "/payment",
            "/customers",
            "/login/x",
            "/guide/x",
            "/drift/x",
            "/_kit/x",
            "/api/payments",
        ] {
            assert_eq!(Screen::of(path), Screen::Elsewhere, "{path}");
        }
    }
}
