//! Too large, too deep, too slow, too many: cut by a named limit, over real sockets, and told why.

use std::net::SocketAddr;
use std::time::Duration;

use desk_server::desk::{Room, Settings};
use desk_server::limits::{
    ADDRESS_MAX_BYTES, AGENT_MESSAGE_MAX_BYTES, BODY_MAX_BYTES, CONCURRENT_AGENTS,
    CONCURRENT_CONNECTIONS, CONCURRENT_REQUESTS, CONCURRENT_STREAMS, CONNECTION_BUFFER_BYTES,
    CONNECTION_HEADERS_MAX, HEADERS_MAX, HOOK_BODY_MAX_BYTES, JSON_DEPTH_MAX, LINES_PER_TERMINAL,
    REQUEST_TIMEOUT, STREAMS_PER_SESSION,
};
use desk_server::refusals::Refused;
use desk_server::serving;
use desk_simulator::{Fault, FaultKind, Scope};
use futures::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::counter::{new_terminal, pair};
use crate::support::{Stage, card};

/// An agent's, with the desk.
type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Short, so that a test waits for it.
const PATIENCE: Duration = Duration::from_millis(400);
/// Far longer.
const HANGS_MS: u64 = 20_000;

async fn serve(stage: &Stage) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let desk = std::sync::Arc::clone(&stage.desk);
    tokio::spawn(async move { serving::serve(&desk, listener).await });
    address
}

/// Sends bytes as they are, and reads until the server closes.
async fn say(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // Who is cut off in the middle of a sentence may learn of it while speaking.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn post(path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

#[track_caller]
fn told(answer: &str, status: u16, code: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer:.300}");
    assert!(answer.contains("application/problem+json"), "{answer:.900}");
    assert!(answer.contains(&format!("\"code\":\"{code}\"")), "{answer:.900}");
}

#[tokio::test]
async fn a_head_that_never_ends_is_closed() {
    let mut stage = Stage::new().await;
    stage.restart_impatient(PATIENCE).await;
    let address = serve(&stage).await;
    for beginning in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let answer = say(address, beginning.as_bytes()).await;
        assert!(!answer.contains("200"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered_and_counted() {
    let mut stage = Stage::new().await;
    stage.restart_impatient(PATIENCE).await;
    let address = serve(&stage).await;
    let hook = format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id);
    for path in ["/api/session", &hook] {
        let whole = post(path, r#"{"login":"staff","password":"secret"}"#);
        let answer = say(address, &whole[..whole.len() - 1]).await;
        told(&answer, 408, "slow_request");
    }
    assert_eq!(stage.desk.refusals.of(Refused::SlowBody), 2);
}

#[tokio::test]
async fn what_is_too_large_is_answered_and_counted() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let hook = format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id);
    told(
        &say(address, &post("/api/session", &"x".repeat(BODY_MAX_BYTES + 1))).await,
        413,
        "body_too_large",
    );
    told(
        &say(address, &post(&hook, &"x".repeat(HOOK_BODY_MAX_BYTES + 1))).await,
        413,
        "body_too_large",
    );
    assert_eq!(stage.desk.refusals.of(Refused::LargeBody), 2);
}

#[tokio::test]
async fn what_is_nested_too_deep_is_answered_and_counted() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let hook = format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id);
    let levels = JSON_DEPTH_MAX + 1;
    let deep = format!("{}{}", r#"{"a":["#.repeat(levels / 2 + 1), "]}".repeat(levels / 2 + 1));
    let endless = "[".repeat(8_000);
    for (path, body) in [("/api/session", &deep), (&hook, &deep), ("/api/session", &endless)] {
        let answer = say(address, &post(path, body)).await;
        told(&answer, 400, "bad_json");
        assert!(answer.contains("겹쳐"), "{answer:.900}");
    }
    assert_eq!(stage.desk.refusals.of(Refused::DeepBody), 3);
}

#[tokio::test]
async fn a_head_that_is_too_large_is_told_why_as_long_as_it_can_be_read() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let get = |path: &str, headers: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").into_bytes()
    };
    let long = |bytes: usize| format!("/api/payments?q={}", "a".repeat(bytes));
    let many = |number: usize| (0..number).map(|one| format!("x-{one}: a\r\n")).collect::<String>();
    told(&say(address, &get(&long(ADDRESS_MAX_BYTES), "")).await, 414, "address_too_long");
    told(&say(address, &get("/", &many(HEADERS_MAX))).await, 431, "headers_too_large");
    let cookie = format!("cookie: {}\r\n", "a".repeat(20_000));
    told(&say(address, &get("/", &cookie)).await, 431, "headers_too_large");
    assert_eq!(stage.desk.refusals.of(Refused::LargeHead), 3);

    for endless in
        [get(&long(CONNECTION_BUFFER_BYTES * 2), ""), get("/", &many(CONNECTION_HEADERS_MAX * 2))]
    {
        let answer = say(address, &endless).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer:.300}");
    }
}

#[tokio::test]
async fn one_session_cannot_take_every_stream() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    let mut open = Vec::new();
    for _ in 0..STREAMS_PER_SESSION {
        open.push(browser.open("/api/events").await);
    }
    browser.get("/api/events").await.expect_problem(429, "too_many_open");
    assert_eq!(stage.signed_in("manager").await.open("/api/events").await.status(), 200);
    open.pop();
    assert_eq!(browser.open("/api/events").await.status(), 200);
    assert_eq!(stage.desk.refusals.of(Refused::TooManyOpen), 1);
}

#[test]
fn the_room_is_that_of_the_named_limits() {
    let room = Room::default();
    let limits =
        (CONCURRENT_CONNECTIONS, CONCURRENT_REQUESTS, CONCURRENT_STREAMS, CONCURRENT_AGENTS);
    assert_eq!((room.connections, room.requests, room.streams, room.agents), limits);
    assert_eq!(Settings::at("http://x").answer_patience, REQUEST_TIMEOUT);
}

#[tokio::test]
async fn a_request_above_all_of_them_is_told_to_come_back() {
    let mut stage = Stage::new().await;
    stage.restart_with_room(Room { requests: 1, ..Room::default() }).await;
    let address = serve(&stage).await;
    // Nobody has signed it, and that is seen once all of it is there.
    let whole =
        post(&format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id), "{}");
    let (begun, rest) = whole.split_at(whole.len() - 1);
    let mut first = connect(address).await;
    first.write_all(begun).await.unwrap();
    let second = loop {
        let answer = say(address, &whole).await;
        // Whoever was faster than the first is worked on; the next one is not.
        if !answer.starts_with("HTTP/1.1 401 ") {
            break answer;
        }
    };
    told(&second, 503, "unavailable");
    assert!(second.contains("retry-after: 1"), "{second:.900}");

    first.write_all(rest).await.unwrap();
    let mut answer = String::new();
    first.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer:.900}");
}

/// The vendor hangs, and so does "지금 확인": the person is told, and nothing is booked meanwhile.
#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.restart_answering_within(PATIENCE).await;
    stage.simulator.arm(Fault {
        scope: Scope::Read,
        delay_ms: HANGS_MS,
        ..Fault::next_cancel(FaultKind::Slow)
    });
    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    let staff = stage.signed_in("staff").await;
    staff.post(&path, None).await.expect_problem(503, "unavailable");
    staff.post(&path, None).await.expect(200);
}

#[tokio::test]
async fn a_stream_above_all_of_them_is_told_to_come_back() {
    let mut stage = Stage::new().await;
    stage.restart_with_room(Room { streams: 2, ..Room::default() }).await;
    let (staff, manager) = (stage.signed_in("staff").await, stage.signed_in("manager").await);
    let open = [staff.open("/api/events").await, manager.open("/api/events").await];
    assert!(open.iter().all(|stream| stream.status() == 200));
    let answer = staff.get("/api/events").await;
    assert_eq!(answer.headers["retry-after"], "5");
    answer.expect_problem(503, "unavailable");
    assert_eq!(stage.desk.refusals.of(Refused::TooManyOpen), 1);
    drop(open);
    assert_eq!(staff.open("/api/events").await.status(), 200);
}

#[tokio::test]
async fn an_agent_above_all_of_them_is_told_to_come_back() {
    let mut stage = Stage::new().await;
    stage.restart_with_room(Room { agents: 2, ..Room::default() }).await;
    let address = serve(&stage).await;
    let (one, other) = (token(&stage, "데스크 1").await, token(&stage, "데스크 2").await);
    let _held = [dial(address, &one).await.unwrap(), dial(address, &one).await.unwrap()];
    assert_eq!(dial(address, &other).await.unwrap_err(), 503);
    assert_eq!(stage.desk.refusals.of(Refused::TooManyOpen), 1);
}

#[tokio::test]
async fn a_connection_above_all_of_them_waits_for_its_turn() {
    let mut stage = Stage::new().await;
    stage.restart_with_room(Room { connections: 2, ..Room::default() }).await;
    let address = serve(&stage).await;
    let held = [connect(address).await, connect(address).await];
    let mut waiting = connect(address).await;
    let request = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    waiting.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let early = timeout(PATIENCE, waiting.read_to_end(&mut answer)).await;
    assert!(early.is_err(), "it did not wait: {answer:?}");
    drop(held);
    waiting.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", answer.escape_ascii());
}

/// A connection that says nothing yet.
async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// A new terminal's agent may dial in with it.
async fn token(stage: &Stage, name: &str) -> String {
    let code = new_terminal(&stage.signed_in("manager").await, name).await;
    let paired = pair(stage, code["code"].as_str().unwrap()).await.expect(200);
    paired["token"].as_str().unwrap().to_owned()
}

/// # Errors
/// The status that it is turned away with.
#[expect(clippy::disallowed_methods, reason = "a line without the agent behind it")]
async fn dial(address: SocketAddr, token: &str) -> Result<Line, u16> {
    let mut request = format!("ws://{address}/api/agent").into_client_request().unwrap();
    request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    match connect_async(request).await {
        Ok((line, _)) => Ok(line),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_terminal_has_few_lines_and_short_messages() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let token = token(&stage, "데스크 1").await;
    let mut lines = Vec::new();
    for _ in 0..LINES_PER_TERMINAL {
        lines.push(dial(address, &token).await.unwrap());
    }
    assert_eq!(dial(address, &token).await.unwrap_err(), 429, "one line too many");
    let mut line = lines.pop().unwrap();
    let _ = line.send(Message::Text("x".repeat(AGENT_MESSAGE_MAX_BYTES + 1).into())).await;
    while let Some(Ok(message)) = line.next().await {
        assert!(message.is_close() || message.is_ping(), "{message:?}");
    }
}

#[tokio::test]
async fn a_terminal_that_speaks_too_deep_is_hung_up_on_and_counted() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let mut line = dial(address, &token(&stage, "데스크 1").await).await.unwrap();
    let deep = "[".repeat(JSON_DEPTH_MAX + 1);
    line.send(Message::Text(deep.into())).await.unwrap();
    while let Some(Ok(message)) = line.next().await {
        assert!(message.is_close() || message.is_ping() || message.is_text(), "{message:?}");
    }
    assert_eq!(stage.desk.refusals.of(Refused::DeepBody), 1);
}
