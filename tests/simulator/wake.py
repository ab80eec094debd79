"""Rule x fault: which rules were at work in the wake of which faults, in one world."""

from collections import Counter

from tests.simulator.network import FAULTS

RULES = tuple(f"R{number}" for number in range(1, 14))
PROMISES = tuple(f"P{number}" for number in range(1, 10))
OTHER_FAULTS = (
    "request_delivered_late",
    "reply_delayed",
    "two_tabs",
    "restore_marked",
    "restore_unmarked",
    "restored_twice",
    "old_head_overtaken",
    "rights_changed",
    "rights_between_pages",
    "record_moved",
    "moved_there_and_back",
    "phone_killed",
    "power_cut",
    "storage_evicted",
    "quota_error",
    "phone_cloned",
    "phone_rolled_back",
    "app_upgraded",
    "clock_jumped",
    "row_spoilt",
    "device_locked",
    "device_retired",
    "device_stolen",
    "phone_dead",
    "bad_mutation",
    "id_reused",
    "record_purged",
    "server_upgraded",
    "database_reopened",
)
FAULT_NAMES = (*sorted(FAULTS), *OTHER_FAULTS)
LENGTH_EXCHANGES = 20  # about two of every phone: until then the fault is not digested


class Wake:
    """`pairs`: (rule, fault) where the rule was at work at most so many exchanges after it."""

    def __init__(self) -> None:
        self.pairs: set[tuple[str, str]] = set()
        self._struck_at: dict[str, int] = {}
        self._happened: Counter[str] = Counter()
        self._worked: Counter[str] = Counter()

    def notice(self, happened: Counter[str], worked: Counter[str]) -> None:
        """Pair the rules that were at work since the last time with the faults before them."""
        now = happened["exchange"]
        for fault in FAULT_NAMES:
            if happened[fault] != self._happened[fault]:
                self._happened[fault], self._struck_at[fault] = happened[fault], now
        for rule in RULES:
            if worked[rule] != self._worked[rule]:
                self._worked[rule] = worked[rule]
                self.pairs |= {
                    (rule, fault)
                    for fault, struck_at in self._struck_at.items()
                    if now - struck_at <= LENGTH_EXCHANGES
                }
