//! The text of an event stream, cut into events. Pieces arrive as the network likes: in the middle of
//! a line, or of a Korean letter.

/// One event that carried data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerEvent {
    pub(super) id: Option<String>,
    pub(super) data: String,
}

/// Keeps what has not become a whole line or event yet.
#[derive(Debug, Default)]
pub(super) struct EventParser {
    rest: Vec<u8>,
    id: Option<String>,
    data: Vec<String>,
}

impl EventParser {
    /// The events that this piece completes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<ServerEvent> {
        self.rest.extend_from_slice(bytes);
        let mut events = Vec::new();
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line = self.rest.drain(..=end).collect::<Vec<_>>();
            let line = String::from_utf8_lossy(&line);
            events.extend(self.line(line.trim_end_matches(['\n', '\r'])));
        }
        events
    }

    fn line(&mut self, line: &str) -> Option<ServerEvent> {
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            let id = self.id.take();
            return (!data.is_empty()).then(|| ServerEvent { id, data: data.join("\n") });
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => self.data.push(value.to_owned()),
            "id" => self.id = Some(value.to_owned()),
            // Comments are heartbeats; names and retry times are not used here.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: Option<&str>, data: &str) -> ServerEvent {
        ServerEvent { id: id.map(ToOwned::to_owned), data: data.to_owned() }
    }

    #[track_caller]
    fn check(text: &str, expected: &[ServerEvent]) {
        assert_eq!(EventParser::default().push(text.as_bytes()), expected, "{text:?}");
        let mut parser = EventParser::default();
        let by_bytes = text.bytes().flat_map(|byte| parser.push(&[byte])).collect::<Vec<_>>();
        assert_eq!(by_bytes, expected, "{text:?}, byte by byte");
    }

    #[test]
    fn events_are_found_however_they_are_cut() {
        check("id: 7\ndata: {\"이름\":\"김\"}\n\n", &[event(Some("7"), "{\"이름\":\"김\"}")]);
        check("data:a\n\ndata: b\r\n\r\n", &[event(None, "a"), event(None, "b")]);
        check("event: change\ndata: a\ndata: b\n\n", &[event(None, "a\nb")]);
    }

    #[test]
    fn heartbeats_and_unfinished_events_are_none() {
        check(":\n\n", &[]);
        check(": beat\n\nretry: 3000\n\n", &[]);
        check("data: a\n", &[]);
        check("id: 7\n\n", &[]);
    }
}
