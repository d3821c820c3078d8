//! Where the desk and the device are: addresses that a token may be sent to.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// Always https, or plain http to this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

/// Why an address is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    #[error("{0:?} is not an address like https://desk.example.com")]
    NotAnAddress(String),
    #[error("plain http is taken for 127.0.0.1, [::1] and localhost only: a token is sent along")]
    PlainToAnotherMachine,
    #[error("the address must not carry a login, a query or a fragment")]
    MoreThanAnAddress,
}

impl Address {
    /// The address of one of the desk's paths, which begin with a slash.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path().trim_end_matches('/')));
        url
    }

    /// The same for a WebSocket: `wss`, or `ws` to this very machine.
    pub(crate) fn socket_at(&self, path: &str) -> String {
        let url = self.at(path);
        let rest = url.as_str().trim_start_matches(url.scheme());
        format!("{}{rest}", if self.is_plain() { "ws" } else { "wss" })
    }

    /// The address of a resource; each segment is percent-encoded, whatever it holds.
    pub(crate) fn join(&self, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        url.path_segments_mut()
            .expect("an http address has a path")
            .pop_if_empty()
            .extend(segments);
        url
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for Address {
    type Err = AddressProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_an_address = || AddressProblem::NotAnAddress(text.to_owned());
        let url = Url::parse(text.trim()).map_err(|_| not_an_address())?;
        let host = url.host_str().ok_or_else(not_an_address)?;
        match url.scheme() {
            "https" => {}
            "http" if matches!(host, "127.0.0.1" | "[::1]" | "localhost") => {}
            "http" => return Err(AddressProblem::PlainToAnotherMachine),
            _ => return Err(not_an_address()),
        }
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if is_bare { Ok(Self(url)) } else { Err(AddressProblem::MoreThanAnAddress) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, socket: Result<&str, &str>) {
        let found: Result<Address, _> = text.parse();
        let found = found.map(|address| address.socket_at("/api/agent"));
        match (found, socket) {
            (Ok(found), Ok(socket)) => assert_eq!(found, socket),
            (Err(problem), Err(part)) => assert!(problem.to_string().contains(part), "{problem}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn https_anywhere_and_plain_http_to_this_machine_only() {
        check("https://desk.example.com", Ok("wss://desk.example.com/api/agent"));
        check("https://example.com/desk/", Ok("wss://example.com/desk/api/agent"));
        check("http://127.0.0.1:7300", Ok("ws://127.0.0.1:7300/api/agent"));
        check("http://desk.example.com", Err("plain http"));
        check("ftp://desk.example.com", Err("not an address"));
        check("desk.example.com", Err("not an address"));
        check("https://me:secret@desk.example.com", Err("login"));
    }

    #[test]
    fn a_segment_cannot_leave_its_place() {
        let device: Address = "http://localhost:7304".parse().unwrap();
        let url = device.join(&["v1", "cancels", "can_1/../x?y"]);
        assert_eq!(url.as_str(), "http://localhost:7304/v1/cancels/can_1%2F..%2Fx%3Fy");
    }
}
