//! One request over a connection of its own, as somebody on a bad line would send it.

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer than the desk may think about anything but a vendor.
const PATIENCE: Duration = Duration::from_secs(30);
/// Above any list that is asked for, in bytes.
const ANSWER_MAX: u64 = 8 << 20;

pub(crate) struct Request<'a> {
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) headers: Vec<(&'static str, &'a str)>,
    pub(crate) body: Option<&'a Value>,
}

impl<'a> Request<'a> {
    pub(crate) fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: Vec::new(), body: None }
    }

    pub(crate) fn post(path: &'a str, body: &'a Value) -> Self {
        Self { method: "POST", path, headers: Vec::new(), body: Some(body) }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &'a str) -> Self {
        self.headers.push((name, value));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let body = self.body.map(Value::to_string).unwrap_or_default();
        let headers: String =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (method, path, length) = (self.method, self.path, body.len());
        format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        )
        .into_bytes()
    }
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    /// Null where it is no JSON.
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The code of a problem, or nothing.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// `None` for a part of an answer.
    fn parse(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let (status, headers) = head.split_once("\r\n")?;
        let status = status.split(' ').nth(1)?.parse().ok()?;
        let header = |wanted: &str| {
            let fields = headers.lines().filter_map(|line| line.split_once(": "));
            fields.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))
        };
        let length = header("content-length").map_or(Some(0), |(_, value)| value.parse().ok())?;
        let cookie = header("set-cookie").and_then(|(_, value)| value.split(';').next());
        let body = serde_json::from_str(body.get(..length)?).unwrap_or_default();
        Some(Self { status, cookie: cookie.map(str::to_owned), body })
    }
}

/// `None`: the line broke, and what became of the request is not known.
pub(crate) async fn ask(port: u16, request: &Request<'_>) -> Option<Answer> {
    let asked = async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        stream.write_all(&request.bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.take(ANSWER_MAX).read_to_end(&mut answer).await.ok()?;
        Answer::parse(std::str::from_utf8(&answer).ok()?)
    };
    tokio::time::timeout(PATIENCE, asked).await.ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_answer_is_none() {
        let whole = "HTTP/1.0 409 Conflict\r\ncontent-length: 20\r\nset-cookie: a=b; Path=/\r\n\r\n\
                     {\"code\":\"in_flight\"}";
        let answer = Answer::parse(whole).unwrap();
        assert_eq!((answer.status, answer.code()), (409, "in_flight"));
        assert_eq!(answer.cookie.as_deref(), Some("a=b"));
        for end in [10, 30, 60, whole.len() - 1] {
            assert!(Answer::parse(&whole[..end]).is_none(), "{end}");
        }
    }
}
