import type { directory as vi } from "../vi/directory.ts";
import type { English } from "../words.ts";

export const directory: English<typeof vi> = {
  "directory.edit": "Edit",
  "directory.edit_whose": "Edit {name}",
  "directory.edit_group": "Edit group",
  "directory.add": "Add",
  "directory.add_member": "Add member",
  "directory.add_group": "Add group",
  "directory.add_area": "Add area",
  "directory.add_route": "Add route",
  "directory.add_checkpoint": "Add checkpoint",
  "directory.areas": "Areas",
  "directory.areas_sum": "{count} areas",
  "directory.no_areas": "The commune has no areas yet.",
  "directory.households": "{count} households",
  "directory.population": "{count} people",
  "directory.routes": "Patrol routes",
  "directory.no_routes": "No routes yet. A patrol is offered all checkpoints of the area.",
  "directory.route_points": "{count} checkpoints",
  "directory.route_minutes": "about {count} minutes",
  "directory.checkpoints": "Checkpoints",
  "directory.no_checkpoints": "No checkpoints in this group's area yet.",
  "directory.stopped": "no longer used",
  "directory.left": "Left ({count})",
  "directory.left_on": "left on {day}",
  "directory.dissolved": "Dissolved ({count})",

  "directory.saved": "Saved: {name}.",
  "directory.begun": "Not finished: {what}.",
  "directory.go_on": "Go on",
  "directory.thrown": "Thrown away: {what}.",
  "directory.missing": "This computer does not have what is to be edited.",
  "directory.not_begun": "The form could not be opened.",
  "directory.not_yours": "This account may read, not change.",

  "directory.order": "The order now",
  "directory.earlier": "Move {name} up",
  "directory.place_advice":
    "The button takes the place where this device is now. At the office leave it empty; the name is enough.",
  "directory.moves_advice":
    "What was logged stays with the old group. What is still unsent for it will come to Review, as not in the book yet, to be let in or turned down. With the next signal this member's phone changes to the new group's book.",
  "directory.leaves_advice":
    "With the next signal this member's phone can no longer read or write the group's book. What is still unsent will come to Review, as not in the book yet, to be let in or turned down.",
  "directory.no_leader_advice":
    "Saved like this, the group has no leader. To name another one at once, use Hand over.",
  "directory.second_leader_advice":
    "The group has a leader: {name}. To change the leader, use Hand over.",
  "directory.dissolves_advice":
    "The group leaves the list, its book stays. Its members can still write until they are edited to have left or moved.",
  "directory.same_name_advice":
    "Somebody of this name is in {group}. If it is the same person, press below: one phone then serves both groups.",
  "directory.same_person": "It is the same person",

  "directory.no_leader": "This group has no leader.",
  "directory.choose_leader": "Choose a leader",
  "directory.hand_over": "Hand over",
  "directory.hand_over_title": "Hand over {group}",
  "directory.who_leads": "Who leads from now on?",
  "directory.old_leader": "And {name}?",
  "directory.stays": "Stays as a member",
  "directory.has_left": "Has left",
  "directory.left_day": "Left on which day?",
  "directory.nobody_else": "Nobody else is in this group. Add a member first, then hand over.",
  "directory.will_books": "The books stay with the group, with everything in them.",
  "directory.will_rights":
    "With the next signal the phone of {name} can do what a leader does: invite members, write in the group's mediation book.",
  "directory.will_stay": "{name} still writes in the group's book as a member.",
  "directory.will_leave":
    "{name} can no longer write in the group's book. What is still unsent will come to Review, as not in the book yet, to be let in or turned down.",
  "directory.will_invite":
    "{name} has no phone yet. After this, an invitation can be made at once.",
  "directory.hand_over_go": "Hand over",
  "directory.handed_over": "{name} leads from now on.",
};
