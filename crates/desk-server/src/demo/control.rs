//! The simulators' control page, asked by hand: the HTTP client is the gateway's, and this is no vendor.

use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Largest answer that is read, in bytes: a list of a thousand rows has some 300 kB.
const ANSWER_MAX: u64 = 4 << 20;

/// Nothing when there is no page on this port, or none that answers so.
pub(super) async fn ask<T: DeserializeOwned>(port: u16, path: &str) -> Option<T> {
    exchange(port, "GET", path, "").await
}

/// Has something happen at the vendors. Nothing when it could not.
pub(super) async fn act(port: u16, path: &str, body: &Value) -> Option<Value> {
    exchange(port, "POST", path, &body.to_string()).await
}

async fn exchange<T: DeserializeOwned>(
    port: u16,
    method: &str,
    path: &str,
    body: &str,
) -> Option<T> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let request = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len(),
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.take(ANSWER_MAX).read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let is_done = head.split_ascii_whitespace().nth(1).is_some_and(|code| code.starts_with('2'));
    is_done.then(|| serde_json::from_str(body).ok()).flatten()
}
