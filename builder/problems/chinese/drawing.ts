import type { Rows } from './match.ts'

/** What is wrong with steps, lines and ids, and with what steps refer to. */
export const drawing: Rows = [
  ['The journey has no entry; add a step of type "entry".', '旅程没有开始步骤，请添加一个。'],
  [
    'No path leads from an entry to step "{step}"; connect it or remove it.',
    '从开始步骤无法到达步骤“{step}”，请连接或移除它。',
  ],
  [
    'Path "{path}" of step "{step}" leads nowhere, so the journey ends there; connect it or add an exit.',
    '步骤“{step}”的路径“{path}”尚未连接，旅程会在此结束。请连接它，或添加结束步骤。',
  ],
  ['Two {thing}s have the id "{id}"; give each its own.', '两个{thing}的编号都是“{id}”，请使用不同的编号。'],
  [
    'The edge from "{step}" by "{path}" begins at a step that does not exist; draw it from another step.',
    '经“{path}”的连线以不存在的步骤“{step}”为起点，请换一个步骤。',
  ],
  [
    'The edge from "{step}" by "{path}" leads to step "{to}", which does not exist; lead it to another step.',
    '步骤“{step}”经“{path}”的连线通向不存在的步骤“{to}”，请连接到其他步骤。',
  ],
  [
    'The edge from "{step}" by "{path}" leads to the entry "{to}"; lead it to the step after it.',
    '步骤“{step}”经“{path}”的连线通向开始步骤“{to}”，请连接到它之后的步骤。',
  ],
  [
    'Step "{step}" has no path "{path}" (it has none); draw the edge from another path or remove it.',
    '步骤“{step}”没有路径“{path}”（它没有任何路径），请移除连线。',
  ],
  [
    'Step "{step}" has no path "{path}" (it has {values}); draw the edge from another path or remove it.',
    '步骤“{step}”没有路径“{path}”（它有{values}），请改从其他路径连线，或移除连线。',
  ],
  [
    'Path "{path}" of step "{step}" has two edges; a path leads to one step.',
    '步骤“{step}”的路径“{path}”有两条连线，一条路径只能通向一个步骤。',
  ],
  [
    'Step "{step}" has two paths called "{path}"; give each its own name.',
    '步骤“{step}”有两条名为“{path}”的路径，请使用不同的名称。',
  ],
  [
    'Step "{step}" leads back to itself without waiting; put a step "wait" or "wait-for" into the loop.',
    '步骤“{step}”不等待就回到自己，请在循环中加入“等待”或“等待事件”步骤。',
  ],
  [
    'Steps {values} and more lead back to each other without waiting; put a step "wait" or "wait-for" into the loop.',
    '步骤{values}等不等待地循环，请在循环中加入“等待”或“等待事件”步骤。',
  ],
  [
    'Steps {values} lead back to each other without waiting; put a step "wait" or "wait-for" into the loop.',
    '步骤{values}不等待地循环，请在循环中加入“等待”或“等待事件”步骤。',
  ],
  [
    'Step "{step}" sends again each time round its loop; add a step "cap" or give it a cap.',
    '步骤“{step}”每循环一次就再发送一次，请添加“频次检查”步骤，或为它设置上限。',
  ],
  [
    'Step "{step}" is of the type "{type}", which is not known; choose another type.',
    '步骤“{step}”的类型“{type}”未知，请选择其他类型。',
  ],
  [
    'Step "{step}" names the {thing} "{id}", which does not exist; choose another or create it.',
    '步骤“{step}”使用的{thing}“{id}”不存在，请另选一个或新建。',
  ],
  [
    'Step "{step}" starts the journey "{id}", which does not exist; choose another or create it.',
    '步骤“{step}”启动的旅程“{id}”不存在，请另选一个或新建。',
  ],
  [
    'Step "{step}" starts the journey "{id}", which has no entry of the kind "api"; add one there.',
    '步骤“{step}”启动的旅程“{id}”没有“通过 API 启动”的起点，请在那里添加。',
  ],
  [
    'Journeys go round in a circle: {round}. Start another journey from step "{step}".',
    '旅程互相启动成了循环：{round}。请让步骤“{step}”启动其他旅程。',
  ],
]
