//! Where a request comes from, for the limits that count by address.

use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::desk::Desk;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client of a request, as far as anybody can vouch for it; `None` where no connection is behind it.
///
/// Never what a stranger wrote: a header counts only from a proxy that the operator trusts, and of it
/// only what such a proxy has put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Client(Option<IpAddr>);

impl Client {
    fn of(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        Self(peer.map(|peer| behind(peer.to_canonical(), headers, trusted)))
    }
}

impl FromRequestParts<Arc<Desk>> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(peer)| peer.ip());
        Ok(Self::of(peer, &parts.headers, &desk.settings.trusted_proxies))
    }
}

/// The key that the client counts under. A subscriber of IPv6 has a whole /64 to come from.
impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(IpAddr::V4(address)) => address.fmt(f),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                write!(f, "{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }
}

/// Each proxy adds, at the right, whom it heard from. So the way back is walked from the right for as
/// long as it was a trusted proxy that heard; what stands further left may be made up.
fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut hop = peer;
    let mut way = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b','));
    while is_trusted(&hop) {
        // Nothing more, or nothing readable: the last proxy itself is all that is known.
        let Some(before) = way.next().and_then(address) else { return hop };
        hop = before;
    }
    hop
}

/// `203.0.113.7`, `2001:db8::7`, and what some proxies write: `203.0.113.7:443`, `[2001:db8::7]:443`.
fn address(text: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse::<IpAddr>().ok().or_else(with_port).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const TRUSTED: [&str; 3] = ["10.0.0.0/8", "192.0.2.1/32", "fd00::/8"];

    #[track_caller]
    fn counts(peer: &str, forwarded: &[&str], under: &str) {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let trusted = TRUSTED.map(|network| network.parse().unwrap());
        let client = Client::of(Some(peer.parse().unwrap()), &headers, &trusted);
        assert_eq!(client.to_string(), under, "{peer} {forwarded:?}");
    }

    #[test]
    fn who_is_no_trusted_proxy_says_nothing_about_others() {
        counts("203.0.113.7", &[], "203.0.113.7");
        counts("203.0.113.7", &["198.51.100.1"], "203.0.113.7");
        counts("203.0.113.7", &["198.51.100.1, 10.0.0.1"], "203.0.113.7");
        counts("192.0.2.2", &["198.51.100.1"], "192.0.2.2");
        counts("2001:db8:1:2:3:4:5:6", &["198.51.100.1"], "2001:db8:1:2::/64");
    }

    #[test]
    fn behind_trusted_proxies_the_last_stranger_counts() {
        counts("10.0.0.1", &["203.0.113.7"], "203.0.113.7");
        counts("::ffff:10.0.0.1", &["203.0.113.7"], "203.0.113.7");
        counts("fd00::1", &["2001:db8:1:2:3::9"], "2001:db8:1:2::/64");
        counts("10.0.0.1", &["203.0.113.7, 192.0.2.1 ,10.9.9.9"], "203.0.113.7");
        counts("10.0.0.1", &["203.0.113.7", "192.0.2.1", "10.9.9.9"], "203.0.113.7");
        // What the stranger sent along stands further left.
        counts("10.0.0.1", &["198.51.100.1, 203.0.113.7"], "203.0.113.7");
        counts("10.0.0.1", &["10.0.0.5", "203.0.113.7, 10.0.0.2"], "203.0.113.7");
        counts("10.0.0.1", &["nonsense, 203.0.113.7"], "203.0.113.7");
    }

    #[test]
    fn a_port_and_a_mapped_address_change_nothing() {
        counts("10.0.0.1", &["203.0.113.7:51123"], "203.0.113.7");
        counts("10.0.0.1", &["[2001:db8::7]:51123"], "2001:db8::/64");
        counts("10.0.0.1", &["[2001:db8::7]"], "2001:db8::/64");
        counts("10.0.0.1", &["::ffff:203.0.113.7"], "203.0.113.7");
        counts("10.0.0.1", &["203.0.113.7, ::ffff:192.0.2.1"], "203.0.113.7");
    }

    #[test]
    fn what_nobody_can_read_counts_as_the_proxy_that_passed_it_on() {
        counts("10.0.0.1", &[], "10.0.0.1");
        counts("10.0.0.1", &["10.0.0.2"], "10.0.0.2");
        for garbage in ["", ",", "unknown", "203.0.113", "203.0.113.7;10.0.0.1", "_hidden", "가"] {
            counts("10.0.0.1", &[garbage], "10.0.0.1");
            counts("10.0.0.1", &["203.0.113.7", garbage], "10.0.0.1");
            counts("10.0.0.1", &[&format!("{garbage}, 10.0.0.2")], "10.0.0.2");
        }
    }
}
