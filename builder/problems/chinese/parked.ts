import type { Rows } from './match.ts'

/** Why a step could not run and its customer was parked. What steps from outside say stays in their author's words. */
export const parked: Rows = [
  ['The step "{step}" does not exist in version {version}.', '版本 {version} 中没有步骤“{step}”。'],
  ['Version {version} has no step "{step}".', '版本 {version} 中没有步骤“{step}”。'],
  ['More than {count} steps without a wait.', '连续执行了 {count} 个以上的步骤，其间没有等待。'],
  ['Steps and events of this customer set each other off without end.', '该客户的步骤与事件互相触发，没有尽头。'],
  ['There is no template "{id}".', '模板“{id}”不存在。'],
  ['The number of points came out as {value}.', '积分数量的计算结果为{value}，不是可用的数字。'],
  ['"{key}" cannot be counted up by {value}: that came to no number.', '无法给“{key}”累加{value}：结果不是数字。'],
  ['"{key}" cannot be counted up: it holds something else than a number.', '无法累加“{key}”：它现在的值不是数字。'],
  [
    'The step type "{type}" does not take the settings of step "{step}" any more. Publish a version with new ones and move them there, or start with the older code and retry.',
    '步骤类型“{type}”不再接受步骤“{step}”的设置。请发布设置正确的新版本并把客户移过去，或换回旧代码后重试。',
  ],
  [
    'This process has no step type "{type}". Start all processes with the code that has it, then retry.',
    '服务器上没有步骤类型“{type}”。请运维人员用包含它的代码启动全部进程，然后重试。',
  ],
]
