"""Solves the problems that exchange.h writes with SciPy's solvers, to check ours and to race them.

usage: reference.py FILE SOLVER...     SOLVER: lapjv (sparse assignment, capacities expanded into columns) or
                                       highs (linear program; the flow's is integral by itself) or milp
                                       (exact times as a whole-number program)

For every problem in FILE one line: for each solver `cost seconds`; `- -` where it does not apply. The time is the
solver's own, without reading and without building its matrix. Exits 77 when SciPy is not installed.
"""

import sys
import time

try:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching
except ImportError:
    print("SciPy is not installed", file=sys.stderr)
    sys.exit(77)


def take_from(words):
    return lambda count: np.fromiter((int(next(words)) for _ in range(count)), dtype=np.int64, count=count)


class Network:
    def __init__(self, words):
        orders, leaves, roots, arcs = (int(next(words)) for _ in range(4))
        take = take_from(words)
        self.penalty = take(orders)
        first = take(orders + 1)
        self.arc_order = np.repeat(np.arange(orders), np.diff(first))
        self.arc_leaf = take(arcs)
        self.arc_cost = take(arcs)
        self.crews = take(leaves)
        self.root_of = take(leaves)
        self.room = take(roots)
        self.first = take(roots)
        self.step = take(roots)

    def lapjv(self):
        """Each order is matched to one unit of a leaf or to its own `unserved` column."""
        if len(self.penalty) == 0 or np.any(self.step) or len(np.unique(self.root_of)) != len(self.root_of):
            return None
        units = np.minimum(self.crews, self.room[self.root_of])
        begin = np.concatenate(([0], np.cumsum(units)))
        copies = units[self.arc_leaf]
        row = np.repeat(self.arc_order, copies)
        offset = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
        column = np.repeat(begin[self.arc_leaf], copies) + offset
        cost = np.repeat(self.arc_cost + self.first[self.root_of[self.arc_leaf]], copies)
        orders = len(self.penalty)
        row = np.concatenate((row, np.arange(orders)))
        column = np.concatenate((column, begin[-1] + np.arange(orders)))
        # Explicit zeros are no edges for SciPy: everything is one dearer.
        cost = np.concatenate((cost, self.penalty)) + 1
        matrix = coo_matrix((cost.astype(float), (row, column)), shape=(orders, begin[-1] + orders)).tocsr()
        started = time.process_time()
        rows, columns = min_weight_full_bipartite_matching(matrix)
        seconds = time.process_time() - started
        return int(round(matrix[rows, columns].sum())) - orders, seconds

    def highs(self):
        """Arcs, then each root's units; the orders' unserved part is what their arcs leave."""
        orders, arcs, leaves, roots = len(self.penalty), len(self.arc_leaf), len(self.crews), len(self.room)
        if arcs == 0:
            return int(self.penalty.sum()), 0.0
        # No root needs more units than arcs lead to it.
        units = np.minimum(self.room, np.bincount(self.root_of[self.arc_leaf], minlength=roots))
        unit_root = np.repeat(np.arange(roots), units)
        unit_index = np.arange(units.sum()) - np.repeat(np.cumsum(units) - units, units)
        unit_cost = self.first[unit_root] + self.step[unit_root] * unit_index
        cost = np.concatenate((self.arc_cost - self.penalty[self.arc_order], unit_cost)).astype(float)
        arc, unit = np.arange(arcs), arcs + np.arange(len(unit_root))
        row = np.concatenate((self.arc_order, orders + self.arc_leaf, orders + leaves + self.root_of[self.arc_leaf],
                              orders + leaves + unit_root))
        column = np.concatenate((arc, arc, arc, unit))
        value = np.concatenate((np.ones(3 * arcs), -np.ones(len(unit_root))))
        limit = np.concatenate((np.ones(orders), self.crews, np.zeros(roots)))
        matrix = coo_matrix((value, (row, column)), shape=(len(limit), len(cost))).tocsr()
        started = time.process_time()
        solved = linprog(cost, A_ub=matrix, b_ub=limit, bounds=(0, 1), method="highs")
        seconds = time.process_time() - started
        return int(round(solved.fun)) + int(self.penalty.sum()), seconds


class Times:
    """Exact start times. `highs` is the linear program over cliques: below every plan; `milp` is the best plan."""

    def __init__(self, words):
        orders, lanes, ways = (int(next(words)) for _ in range(3))
        take = take_from(words)
        self.start, self.over, self.penalty = take(orders), take(orders), take(orders)
        self.order = np.repeat(np.arange(orders), np.diff(take(orders + 1)))
        self.lane, self.cost, self.room = take(ways), take(ways), take(lanes)

    def rows(self):
        """Each order once, each lane's room, and of those in a lane at the moment when one begins only one."""
        orders, lanes, ways = len(self.start), len(self.room), len(self.order)
        row = [self.order, orders + self.lane]
        column = [np.arange(ways), np.arange(ways)]
        limit = [np.ones(orders), self.room]
        count = orders + lanes
        by_lane = np.argsort(self.lane, kind="stable")
        for mine in np.split(by_lane, np.cumsum(np.bincount(self.lane, minlength=lanes))[:-1]):
            start, over = self.start[self.order[mine]], self.over[self.order[mine]]
            moments = np.unique(start)
            at = (start[None, :] <= moments[:, None]) & (moments[:, None] < over[None, :])
            which, who = np.nonzero(at[at.sum(axis=1) > 1])
            row.append(count + which)
            column.append(mine[who])
            count += int((at.sum(axis=1) > 1).sum())
        row, column = np.concatenate(row), np.concatenate(column)
        limit = np.concatenate(limit + [np.ones(count - orders - lanes)])
        return coo_matrix((np.ones(len(row)), (row, column)), shape=(count, ways)).tocsr(), limit

    def solve(self, whole):
        if len(self.order) == 0:
            return int(self.penalty.sum()), 0.0
        matrix, limit = self.rows()
        gain = (self.cost - self.penalty[self.order]).astype(float)
        started = time.process_time()
        if whole:
            constraint = LinearConstraint(matrix, ub=limit)
            solved = milp(gain, constraints=constraint, integrality=np.ones(len(gain)), bounds=Bounds(0, 1))
        else:
            solved = linprog(gain, A_ub=matrix, b_ub=limit, bounds=(0, 1), method="highs")
        seconds = time.process_time() - started
        # Every plan costs whole points: a bound may be rounded up.
        return int(np.ceil(solved.fun + float(self.penalty.sum()) - 1e-3)), seconds

    def highs(self):
        return self.solve(whole=False)

    def milp(self):
        return self.solve(whole=True)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        words = iter(file.read().split())
    for kind in words:
        problem = {"network": Network, "times": Times}[kind](words)
        results = [getattr(problem, solver)() for solver in sys.argv[2:]]
        print(" ".join("- -" if result is None else f"{result[0]} {result[1]:.6f}" for result in results), flush=True)


main()
