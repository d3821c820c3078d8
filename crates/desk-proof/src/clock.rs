//! The desk's clock: the page where a demo looks how far its vendors' clock is ahead. The harness serves it
//! itself, so that a desk which starts while its vendors are dead still knows the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const CLOCK: &[u8] = b"GET /api/clock ";
/// Above any request to the control page, in bytes.
const REQUEST_MAX: usize = 4 * 1024;

pub(crate) struct ClockPage {
    ahead_seconds: Arc<AtomicI64>,
    server: JoinHandle<()>,
}

impl ClockPage {
    /// Every other page is the `control` page of the vendors.
    pub(crate) async fn open(port: u16, control: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let ahead_seconds = Arc::<AtomicI64>::default();
        let shown = Arc::clone(&ahead_seconds);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever hangs up has seen enough.
                let answer = answer(stream, control, shown.load(Ordering::SeqCst));
                tokio::spawn(async move { drop(answer.await) });
            }
        });
        Ok(Self { ahead_seconds, server })
    }

    pub(crate) fn show(&self, ahead_seconds: i64) {
        self.ahead_seconds.store(ahead_seconds, Ordering::SeqCst);
    }
}

impl Drop for ClockPage {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(mut stream: TcpStream, control: u16, ahead: i64) -> std::io::Result<()> {
    let mut request = Vec::with_capacity(REQUEST_MAX);
    while !request.ends_with(b"\r\n\r\n") && request.len() < REQUEST_MAX {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    if request.starts_with(CLOCK) {
        let body = json!({ "shiftSeconds": ahead }).to_string();
        let head = format!("HTTP/1.0 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        return stream.write_all((head + &body).as_bytes()).await;
    }
    let mut vendors = TcpStream::connect(("127.0.0.1", control)).await?;
    vendors.write_all(&request).await?;
    tokio::io::copy(&mut vendors, &mut stream).await.map(drop)
}
