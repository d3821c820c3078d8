//! What happens at a card terminal, to the agent beside it, and on the lines from both.

use desk_simulator::van::{Decline, Line};
use serde::{Deserialize, Serialize};

use super::{Payment, Replica};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtTerminal {
    /// A card goes in: the one that was paid with, or another one.
    Insert { is_right: bool },
    /// The card is pulled while the VAN is asked.
    Pull,
    /// The cancel key of the device.
    PressCancel,
    /// The VAN answers now.
    Answer,
    /// The VAN's next answer is this no.
    Decline(Decline),
    /// The line between the device and the VAN.
    VanLine(Line),
    /// Unplugged, the device is silent.
    Plug { is_plugged: bool },
    /// Whoever clicked gives up.
    Abort { replica: Replica, payment: Payment },
    /// The line between agent and desk breaks, with what is on it.
    Cut,
    /// Where the agent's line leads to from now on; `None`: nowhere.
    Lead { to: Option<Replica> },
    /// The agent's process dies after so many more turns; none: where it stands.
    AgentDies { turns: u32 },
    /// The agent's disk fails at its next line.
    DiskFails(Torn),
    /// Somebody starts the agent again, if it is not running.
    AgentStarts,
}

/// How much of its last line a failing disk keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Torn {
    Nothing,
    Half,
    /// All of it, and the process dies before it knows.
    Whole,
}
