//! Where a vendor is: an address that a secret may be sent to.

use std::str::FromStr;

use reqwest::Url;

/// The root of a vendor's API. Always https, or plain http to this very machine (the simulators).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why an address is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlProblem {
    #[error("{0:?} is not an address like https://api.example.com")]
    NotAnAddress(String),
    #[error(
        "plain http is taken for 127.0.0.1, [::1] and localhost only: the secret is sent along"
    )]
    PlainToAnotherMachine,
    #[error("the address must not carry a login, a query or a fragment")]
    MoreThanAnAddress,
}

impl BaseUrl {
    /// The address of one resource. Each segment is percent-encoded, whatever it holds.
    ///
    /// `None` for a segment that no path can carry: the URL standard drops `.`, `..` and nothing
    /// at all, and the request would reach another resource.
    pub(crate) fn join(&self, segments: &[&str]) -> Option<Url> {
        if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return None;
        }
        let mut url = self.0.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend(segments);
        Some(url)
    }

    pub(crate) fn root(&self) -> Url {
        self.0.clone()
    }

    /// Whether it is plain http.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_an_address = || BaseUrlProblem::NotAnAddress(text.to_owned());
        let url = Url::parse(text.trim()).map_err(|_| not_an_address())?;
        let host = url.host_str().ok_or_else(not_an_address)?;
        match url.scheme() {
            "https" => {}
            "http" if matches!(host, "127.0.0.1" | "[::1]" | "localhost") => {}
            "http" => return Err(BaseUrlProblem::PlainToAnotherMachine),
            _ => return Err(not_an_address()),
        }
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if bare { Ok(Self(url)) } else { Err(BaseUrlProblem::MoreThanAnAddress) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, BaseUrlProblem>) {
        let parsed = text.parse::<BaseUrl>();
        assert_eq!(parsed.map(|base| base.0.to_string()), expected.map(str::to_owned));
    }

    #[test]
    fn a_secret_leaves_the_machine_only_encrypted() {
        check("https://api.example.com", Ok("https://api.example.com/"));
        check(" http://127.0.0.1:7301 ", Ok("http://127.0.0.1:7301/"));
        check("http://localhost:7301/", Ok("http://localhost:7301/"));
        check("http://[::1]:7301", Ok("http://[::1]:7301/"));
        check("http://api.example.com", Err(BaseUrlProblem::PlainToAnotherMachine));
        check("http://127.0.0.1.example.com", Err(BaseUrlProblem::PlainToAnotherMachine));
        check("ftp://a", Err(BaseUrlProblem::NotAnAddress("ftp://a".into())));
        check("api.example.com", Err(BaseUrlProblem::NotAnAddress("api.example.com".into())));
        check("", Err(BaseUrlProblem::NotAnAddress(String::new())));
        check("https://me:key@a.example", Err(BaseUrlProblem::MoreThanAnAddress));
        check("https://a.example/?q=1", Err(BaseUrlProblem::MoreThanAnAddress));
    }

    #[track_caller]
    fn check_join(id: &str, expected: Option<&str>) {
        let base: BaseUrl = "https://a.example/v2/".parse().unwrap();
        let joined = base.join(&["payments", id, "cancel"]);
        assert_eq!(joined.as_ref().map(Url::path), expected);
    }

    #[test]
    fn an_id_stays_one_segment() {
        check_join("order-1", Some("/v2/payments/order-1/cancel"));
        check_join("a/b?c#d", Some("/v2/payments/a%2Fb%3Fc%23d/cancel"));
        check_join("50% 할인", Some("/v2/payments/50%25%20%ED%95%A0%EC%9D%B8/cancel"));
        check_join("%2e%2e", Some("/v2/payments/%252e%252e/cancel"));
        check_join("..", None);
        check_join(".", None);
        check_join("", None);
    }
}
