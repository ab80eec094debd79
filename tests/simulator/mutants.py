"""All mutants by name."""

from tests.simulator.mutant import Mutant
from tests.simulator.mutants_phone import PHONE_MUTANTS
from tests.simulator.mutants_pull import PULL_MUTANTS
from tests.simulator.mutants_push import PUSH_MUTANTS
from tests.simulator.mutants_recover import RECOVER_MUTANTS
from tests.simulator.mutants_reset import RESET_MUTANTS
from tests.simulator.mutants_retention import RETENTION_MUTANTS

MUTANTS: dict[str, Mutant] = {
    **PUSH_MUTANTS,
    **RETENTION_MUTANTS,
    **PULL_MUTANTS,
    **PHONE_MUTANTS,
    **RESET_MUTANTS,
    **RECOVER_MUTANTS,
}
